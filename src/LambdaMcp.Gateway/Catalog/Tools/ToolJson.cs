using System.Text.Json;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>Writes the <c>Tool</c> object of the MCP schema.</summary>
internal static class ToolJson
{
    /// <param name="registration">The tool's registration.</param>
    /// <param name="outputSchema">Its output schema, unless the client would not take it.</param>
    public static ListEntry Define(Registration registration, JsonElement? outputSchema) => DefinitionJson.Entry(registration.Name, writer =>
    {
        writer.WriteString("name"u8, registration.Name);
        DefinitionJson.WriteText(writer, "title"u8, registration.Title);
        DefinitionJson.WriteText(writer, "description"u8, registration.Description);
        writer.WritePropertyName("inputSchema"u8);
        if (registration.InputSchema is { } schema)
            WriteObjectSchema(writer, schema);
        else
            WriteAnyObject(writer);
        DefinitionJson.WriteJson(writer, "outputSchema"u8, outputSchema);
        DefinitionJson.WritePresentation(writer, registration);
    });

    /// <summary>Whether clients take a schema for a tool's arguments: it must describe an object.</summary>
    public static bool IsObjectSchema(JsonElement? schema) =>
        schema is not { } given ||
        (given.ValueKind == JsonValueKind.Object &&
            (!given.TryGetProperty("type"u8, out var type) || (type.ValueKind == JsonValueKind.String && type.ValueEquals("object"u8))) &&
            (!given.TryGetProperty("properties"u8, out var properties) || properties.ValueKind == JsonValueKind.Object));

    /// <summary>Whether clients of revisions before 2026-07-28 take a schema for structured content: they insist on <c>"type": "object"</c>.</summary>
    public static bool SaysObject(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type"u8, out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("object"u8);

    private static void WriteAnyObject(Utf8JsonWriter writer) => writer.WriteRawValue("""{"type":"object","properties":{}}"""u8);

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
}
