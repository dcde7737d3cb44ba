using System.Buffers;
using System.Text.Json;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>
/// The short form of a tool's parameters, as mcp-lambda-sam takes it: <c>{"id": "string", "limit": {"type": "number", "optional": true}}</c>,
/// with <c>{"type": "array", "items": …}</c> and <c>{"type": "object", "properties": {…}}</c> inside. A parameter is required unless
/// it says <c>optional</c>.
/// </summary>
public static class ShortFormSchema
{
    private static readonly string[] Types = ["string", "number", "integer", "boolean", "array", "object"];
    private static readonly string[] OfObjects = ["type", "properties", "required", "optional"];

    /// <summary>The JSON Schema of parameters that are given in either way.</summary>
    /// <exception cref="FormatException">They are neither; the message names the parameter.</exception>
    public static JsonElement Resolve(JsonElement parameters) => IsJsonSchema(parameters) ? parameters.Clone() : ToJsonSchema(parameters);

    /// <summary>Whether <paramref name="parameters"/> is a JSON Schema already: only a schema says of the whole that it is an object.</summary>
    internal static bool IsJsonSchema(JsonElement parameters) =>
        parameters.ValueKind == JsonValueKind.Object &&
        (parameters.TryGetProperty("$schema"u8, out _) ||
            (parameters.TryGetProperty("type"u8, out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("object"u8)));

    /// <summary>The JSON Schema (2020-12) that the short form means.</summary>
    /// <exception cref="FormatException">It is no short form; the message names the parameter.</exception>
    internal static JsonElement ToJsonSchema(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object)
            throw new FormatException("the parameters must be an object");

        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
            WriteObject(writer, parameters, "");
        using var document = JsonDocument.Parse(json.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement properties, string path, JsonElement type = default)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "object"u8);
        writer.WriteStartObject("properties"u8);
        foreach (var property in properties.EnumerateObject())
        {
            writer.WritePropertyName(property.Name);
            WriteType(writer, property.Value, $"{path}/{property.Name}");
        }

        writer.WriteEndObject();
        if (type.ValueKind == JsonValueKind.Object && type.TryGetProperty("required"u8, out var required))
        {
            writer.WritePropertyName("required"u8);
            required.WriteTo(writer);
        }
        else
        {
            WriteRequired(writer, properties);
        }

        if (type.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in type.EnumerateObject().Where(member => !OfObjects.Contains(member.Name)))
                member.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteRequired(Utf8JsonWriter writer, JsonElement properties)
    {
        writer.WriteStartArray("required"u8);
        foreach (var property in properties.EnumerateObject())
        {
            if (!IsOptional(property.Value))
                writer.WriteStringValue(property.Name);
        }

        writer.WriteEndArray();
    }

    private static void WriteType(Utf8JsonWriter writer, JsonElement type, string path)
    {
        var name = type.ValueKind == JsonValueKind.Object && type.TryGetProperty("type"u8, out var member) ? member : type;
        if (name.ValueKind != JsonValueKind.String || !Types.Contains(name.GetString()))
            throw new FormatException($"{path} must be one of {string.Join(", ", Types)}, or an object with such a type");

        if (name.ValueEquals("object"u8) && type.ValueKind == JsonValueKind.Object &&
            type.TryGetProperty("properties"u8, out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            WriteObject(writer, properties, path, type);
            return;
        }

        writer.WriteStartObject();
        if (type.ValueKind == JsonValueKind.String)
            writer.WriteString("type"u8, type.GetString());
        else
            WriteMembers(writer, type, path);
        writer.WriteEndObject();
    }

    // Whatever else a type says, such as a description or an enum, is JSON Schema already.
    private static void WriteMembers(Utf8JsonWriter writer, JsonElement type, string path)
    {
        foreach (var member in type.EnumerateObject())
        {
            if (member.NameEquals("items"u8))
            {
                writer.WritePropertyName("items"u8);
                WriteType(writer, member.Value, $"{path}/items");
            }
            else if (!member.NameEquals("optional"u8))
            {
                member.WriteTo(writer);
            }
        }
    }

    private static bool IsOptional(JsonElement type) =>
        type.ValueKind == JsonValueKind.Object && type.TryGetProperty("optional"u8, out var optional) && optional.ValueKind == JsonValueKind.True;
}
