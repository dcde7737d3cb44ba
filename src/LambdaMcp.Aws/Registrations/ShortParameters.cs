using System.Buffers;
using System.Text.Json;

namespace LambdaMcp.Aws.Registrations;

/// <summary>
/// The short form of parameters that mcp-lambda-sam stores: <c>{"input":"string"}</c>. Each is required, unless its type ends with
/// <c>?</c>. A value that is an object is a schema of its own; a type that JSON Schema does not have allows anything.
/// </summary>
internal static class ShortParameters
{
    private static readonly HashSet<string> Types =
        new(["string", "number", "integer", "boolean", "array", "object", "null"], StringComparer.Ordinal);

    /// <exception cref="FormatException">The parameters are no object.</exception>
    public static JsonElement? ToSchema(JsonElement? parameters)
    {
        if (parameters is not { ValueKind: not JsonValueKind.Null } given)
            return null;
        if (given.ValueKind != JsonValueKind.Object)
            throw new FormatException("its 'parameters' are not an object.");
        if (given.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            return given;
        var schema = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(schema))
            Write(json, given);
        using var document = JsonDocument.Parse(schema.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter json, JsonElement parameters)
    {
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var parameter in parameters.EnumerateObject())
        {
            json.WritePropertyName(parameter.Name);
            WriteProperty(json, parameter.Value);
        }

        json.WriteEndObject();
        json.WriteStartArray("required");
        foreach (var parameter in parameters.EnumerateObject().Where(parameter => !IsOptional(parameter.Value)))
            json.WriteStringValue(parameter.Name);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProperty(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            value.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        if (value.ValueKind == JsonValueKind.String && value.GetString()!.TrimEnd('?') is var type && Types.Contains(type))
            json.WriteString("type", type);
        json.WriteEndObject();
    }

    private static bool IsOptional(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.EndsWith('?');
}
