using System.Text.Json;

namespace LambdaMcp.Local.DynamoDb.Wire;

/// <summary>A JSON object of a request; members of the wrong JSON type are a SerializationException, null ones are absent.</summary>
internal readonly struct JsonInput
{
    private readonly JsonElement _element;

    /// <exception cref="DynamoDbException">The element is not an object.</exception>
    public JsonInput(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw DynamoDbException.Serialization("Start of structure or map expected but not found.");
        _element = element;
    }

    public bool Has(string name) => Find(name) is not null;

    public string? Text(string name) => Find(name) is { } value ? Text(value) : null;

    public int? Integer(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
            return number;
        throw DynamoDbException.Serialization($"{Kind(value)} cannot be converted to Integer");
    }

    public bool? Flag(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => throw DynamoDbException.Serialization($"{Kind(other)} cannot be converted to Boolean"),
    };

    public JsonInput? Object(string name) => Find(name) is { } value ? new JsonInput(value) : null;

    public IReadOnlyList<JsonInput>? Objects(string name) => List(name, static element => new JsonInput(element));

    public IReadOnlyList<string>? Texts(string name) => List(name, Text);

    /// <summary>The members whose value is not null.</summary>
    public IEnumerable<(string Name, JsonInput Value)> Members() =>
        from member in _element.EnumerateObject()
        where member.Value.ValueKind != JsonValueKind.Null
        select (member.Name, new JsonInput(member.Value));

    /// <summary>The members of an object of strings.</summary>
    public IEnumerable<(string Name, string Value)> TextMembers() =>
        from member in _element.EnumerateObject()
        where member.Value.ValueKind != JsonValueKind.Null
        select (member.Name, Text(member.Value));

    /// <summary>The members of an object of lists of objects.</summary>
    public IEnumerable<(string Name, IReadOnlyList<JsonInput> Value)> ListMembers()
    {
        foreach (var member in _element.EnumerateObject())
            yield return (member.Name, Objects(member.Name) ?? []);
    }

    /// <summary>A member's JSON as it came.</summary>
    public string Raw(string name) => Find(name)?.GetRawText() ?? "";

    /// <summary>Writes members of this object as they came.</summary>
    public void CopyTo(Utf8JsonWriter writer, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(name) is not { } value)
                continue;
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    private JsonElement? Find(string name) =>
        _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private T[]? List<T>(string name, Func<JsonElement, T> read)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            throw DynamoDbException.Serialization("Start of list expected but not found.");
        return [.. value.EnumerateArray().Select(read)];
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw DynamoDbException.Serialization($"{Kind(value)} cannot be converted to String");

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "NUMBER_VALUE",
        JsonValueKind.String => "STRING_VALUE",
        JsonValueKind.True => "TRUE_VALUE",
        JsonValueKind.False => "FALSE_VALUE",
        _ => "Start of structure or map",
    };
}
