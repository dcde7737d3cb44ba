using System.Text.Json;

namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>
/// Writes schemas of drafts 4 to 7, and of OpenAPI 3.0, which began as draft 5, in the words of 2020-12. How deep it goes is bounded by
/// how deep the document was allowed to be.
/// </summary>
/// <param name="writer">Takes the schema.</param>
/// <param name="reference">Says how a <c>$ref</c> leads now.</param>
internal class SchemaTranslation(Utf8JsonWriter writer, Func<string, string> reference)
{
    protected Utf8JsonWriter Writer { get; } = writer;

    public void Write(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            schema.WriteTo(Writer);
            return;
        }

        Writer.WriteStartObject();
        WriteMembers(schema);
        Writer.WriteEndObject();
    }

    /// <summary>What is in the braces.</summary>
    public virtual void WriteMembers(JsonElement schema)
    {
        var refers = schema.TryGetProperty("$ref"u8, out var target) && target.ValueKind == JsonValueKind.String;
        if (refers)
            Writer.WriteString("$ref"u8, reference(target.GetString()!));
        foreach (var member in schema.EnumerateObject())
        {
            if (!refers || SchemaKeywords.OfAnnotations.Contains(member.Name))
                WriteKeyword(schema, member.Name, member.Value);
        }
    }

    protected virtual void WriteKeyword(JsonElement schema, string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "$schema" or "$id":
                break;
            case "id" when value.ValueKind == JsonValueKind.String:
                if (value.GetString() is ['#', not '/', ..] anchor)
                    Writer.WriteString("$anchor"u8, anchor[1..]);
                break;
            case "minimum" or "maximum" when IsTrue(schema, keyword == "minimum" ? "exclusiveMinimum" : "exclusiveMaximum"):
                Writer.WritePropertyName(keyword == "minimum" ? "exclusiveMinimum" : "exclusiveMaximum");
                value.WriteTo(Writer);
                break;
            case "exclusiveMinimum" or "exclusiveMaximum" when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                break;
            case "items" when value.ValueKind == JsonValueKind.Array:
                // 2020-12 wants at least one.
                if (value.GetArrayLength() > 0)
                    WriteArray("prefixItems", value);
                break;
            case "additionalItems":
                if (schema.TryGetProperty("items"u8, out var items) && items.ValueKind == JsonValueKind.Array)
                    WriteSchema("items", value);
                break;
            case "dependencies" when value.ValueKind == JsonValueKind.Object:
                WriteDependencies(value);
                break;
            case "definitions":
                WriteMap("$defs", value);
                break;
            case var _ when SchemaKeywords.OfMaps.Contains(keyword):
                WriteMap(keyword, value);
                break;
            case var _ when SchemaKeywords.OfArrays.Contains(keyword):
                WriteArray(keyword, value);
                break;
            case var _ when SchemaKeywords.OfSchemas.Contains(keyword):
                WriteSchema(keyword, value);
                break;
            default:
                Writer.WritePropertyName(keyword);
                value.WriteTo(Writer);
                break;
        }
    }

    private void WriteSchema(string keyword, JsonElement value)
    {
        Writer.WritePropertyName(keyword);
        Write(value);
    }

    private void WriteMap(string keyword, JsonElement value)
    {
        Writer.WritePropertyName(keyword);
        if (value.ValueKind != JsonValueKind.Object)
        {
            value.WriteTo(Writer);
            return;
        }

        Writer.WriteStartObject();
        foreach (var member in value.EnumerateObject())
            WriteSchema(member.Name, member.Value);
        Writer.WriteEndObject();
    }

    private void WriteArray(string keyword, JsonElement value)
    {
        Writer.WritePropertyName(keyword);
        if (value.ValueKind != JsonValueKind.Array)
        {
            value.WriteTo(Writer);
            return;
        }

        Writer.WriteStartArray();
        foreach (var item in value.EnumerateArray())
            Write(item);
        Writer.WriteEndArray();
    }

    private void WriteDependencies(JsonElement value)
    {
        var byName = value.EnumerateObject().ToLookup(member => member.Value.ValueKind == JsonValueKind.Array);
        if (byName[true].Any())
        {
            Writer.WriteStartObject("dependentRequired"u8);
            foreach (var member in byName[true])
                member.WriteTo(Writer);
            Writer.WriteEndObject();
        }

        if (byName[false].Any())
        {
            Writer.WriteStartObject("dependentSchemas"u8);
            foreach (var member in byName[false])
                WriteSchema(member.Name, member.Value);
            Writer.WriteEndObject();
        }
    }

    protected static bool IsTrue(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;
}
