using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>Writes the <c>Tool</c> object of the MCP schema.</summary>
internal static class ToolJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ListEntry Define(
        string name, string? title, string description, JsonElement? inputSchema, JsonElement? outputSchema, JsonElement? annotations)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, name);
            if (title is { Length: > 0 })
                writer.WriteString("title"u8, title);
            writer.WriteString("description"u8, description);
            writer.WritePropertyName("inputSchema"u8);
            if (inputSchema is { } schema)
                WriteObjectSchema(writer, schema);
            else
                writer.WriteRawValue("""{"type":"object","properties":{}}"""u8);
            WriteOptional(writer, "outputSchema"u8, outputSchema);
            WriteOptional(writer, "annotations"u8, annotations);
            writer.WriteEndObject();
        }

        return new(name, json.WrittenMemory);
    }

    /// <summary>Whether clients take a schema for a tool's arguments or structured content: it must describe an object.</summary>
    public static bool IsObjectSchema(JsonElement? schema) =>
        schema is not { } given ||
        (given.ValueKind == JsonValueKind.Object &&
            (!given.TryGetProperty("type"u8, out var type) || (type.ValueKind == JsonValueKind.String && type.ValueEquals("object"u8))));

    // Clients insist on "type": "object", and some on "properties", even where the schema means it without saying so.
    private static void WriteObjectSchema(Utf8JsonWriter writer, JsonElement schema)
    {
        writer.WriteStartObject();
        if (!schema.TryGetProperty("type"u8, out _))
            writer.WriteString("type"u8, "object"u8);
        if (!schema.TryGetProperty("properties"u8, out _))
        {
            writer.WriteStartObject("properties"u8);
            writer.WriteEndObject();
        }

        foreach (var member in schema.EnumerateObject())
            member.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement? value)
    {
        if (value is { } element)
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }
    }
}
