using System.Globalization;
using System.Text.Json;
using LambdaMcp.Gateway.Validation.Patterns;
using LambdaMcp.Gateway.Validation.References;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Compilation;

/// <summary>Reads the keywords of one schema, noting what is wrong with them.</summary>
internal sealed class SchemaReader(
    SchemaNode node, ReferenceResolver references, FaultList faults, JsonSchemaOptions options)
{
    private readonly Dictionary<string, JsonElement> _keywords = Members(node.Element);

    public SchemaNode Node { get; } = node;

    public JsonSchemaOptions Options { get; } = options;

    public string PathOf(string keyword) => $"{Node.Path}/{keyword}";

    public void Fault(string keyword, string message) => faults.Add(PathOf(keyword), message);

    public JsonElement? Find(string keyword) => _keywords.TryGetValue(keyword, out var value) ? value : null;

    /// <summary>The keyword's value, if it is there and of this kind; a fault when it is of another.</summary>
    public JsonElement? Find(string keyword, JsonValueKind kind, string expected)
    {
        if (Find(keyword) is not { } value)
            return null;
        if (value.ValueKind == kind)
            return value;
        Fault(keyword, $"must be {expected}, but is {ValuePreview.Describe(value)}");
        return null;
    }

    public string? Text(string keyword) =>
        Find(keyword, JsonValueKind.String, "a string") is { } value ? JsonText.OfString(value) : null;

    public bool? Boolean(string keyword)
    {
        if (Find(keyword) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.ValueKind == JsonValueKind.True;
        Fault(keyword, $"must be true or false, but is {ValuePreview.Describe(value)}");
        return null;
    }

    /// <summary>A whole number from 0; one that no count can reach becomes the greatest.</summary>
    public int? Count(string keyword)
    {
        if (Find(keyword) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Number || new ExactNumber(value) is { IsNegative: true } or { IsInteger: false })
        {
            Fault(keyword, $"must be an integer from 0, but is {ValuePreview.Describe(value)}");
            return null;
        }

        return value.TryGetDouble(out var count) && count < int.MaxValue ? (int)count : int.MaxValue;
    }

    public List<string>? Names(string keyword, JsonElement value)
    {
        var names = new List<string>();
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (JsonText.OfString(item) is not { } name)
                    break;
                names.Add(name);
            }
        }

        if (value.ValueKind == JsonValueKind.Array && names.Count == value.GetArrayLength())
        {
            if (names.Distinct(StringComparer.Ordinal).Count() == names.Count)
                return names;
            Fault(keyword, "must not name a property twice");
            return null;
        }

        Fault(keyword, $"must be an array of property names, but is {ValuePreview.Describe(value)}");
        return null;
    }

    public SchemaPattern? Pattern(string keyword, string source)
    {
        try
        {
            return SchemaPattern.Parse(source, Options.PatternTimeout);
        }
        catch (PatternException e)
        {
            Fault(keyword, $"{ValuePreview.Quote(source)} {e.Message}");
            return null;
        }
    }

    public SchemaNode? Schema(string keyword)
    {
        if (Find(keyword) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            return Known(keyword);
        Fault(keyword, keyword == "items"
            ? "must be one schema for all items; since 2020-12 a list of schemas by position is \"prefixItems\""
            : "must be a schema (an object, true or false), but is an array");
        return null;
    }

    public SchemaNode[]? Schemas(string keyword)
    {
        if (Find(keyword, JsonValueKind.Array, "an array of schemas") is not { } value)
            return null;
        if (value.GetArrayLength() == 0)
            Fault(keyword, "must have at least one schema");
        return [.. Enumerable.Range(0, value.GetArrayLength())
            .Select(i => Known(string.Create(CultureInfo.InvariantCulture, $"{keyword}/{i}"))).OfType<SchemaNode>()];
    }

    public List<(string Name, SchemaNode Schema)> SchemaMap(string keyword)
    {
        var schemas = new List<(string, SchemaNode)>();
        if (Find(keyword, JsonValueKind.Object, "an object of schemas") is not { } value)
            return schemas;
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonText.NameOf(member);
            if (Known(JsonPointer.Append(keyword, name)) is { } schema)
                schemas.Add((name, schema));
        }

        return schemas;
    }

    public (SchemaNode Node, string? Anchor)? Reference(string keyword) =>
        Text(keyword) is { } reference ? references.Resolve(reference, Node, PathOf(keyword)) : null;

    /// <summary>Notes keywords that nobody knows, where they are not welcome.</summary>
    public void CheckRest(Func<string, bool> isKnown)
    {
        if (!Options.RefuseUnknownKeywords)
            return;
        foreach (var name in _keywords.Keys)
        {
            if (!isKnown(name))
                faults.Add(JsonPointer.Append(Node.Path, name), "is no keyword of JSON Schema 2020-12");
        }
    }

    public void CheckSuperseded(IEnumerable<(string Keyword, string Instead)> superseded)
    {
        if (!Options.RefuseSupersededKeywords)
            return;
        foreach (var (keyword, instead) in superseded)
        {
            if (_keywords.ContainsKey(keyword))
                Fault(keyword, $"means nothing in JSON Schema 2020-12; write {instead}");
        }
    }

    private static Dictionary<string, JsonElement> Members(JsonElement schema)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in schema.EnumerateObject())
                members.TryAdd(JsonText.NameOf(member), member.Value);
        }

        return members;
    }

    private SchemaNode? Known(string place) => Node.Resource.Source.Nodes.GetValueOrDefault($"{Node.Pointer}/{place}");
}
