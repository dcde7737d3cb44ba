using System.Text.Json;

namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>What OpenAPI 3.0 has beside and instead of JSON Schema.</summary>
internal sealed class OpenApiTranslation(Utf8JsonWriter writer, Func<string, string> reference) : SchemaTranslation(writer, reference)
{
    private const string AwsExtension = "x-amazon-";
    private bool _isRoot;

    /// <summary>The members of the root: arguments are there, so that it is nullable means nothing.</summary>
    public void WriteRoot(JsonElement schema)
    {
        _isRoot = true;
        WriteMembers(schema);
    }

    public override void WriteMembers(JsonElement schema)
    {
        var isNullable = !_isRoot && IsTrue(schema, "nullable") && !schema.TryGetProperty("$ref"u8, out _);
        _isRoot = false;
        // By the letter it only widens a type. It is written beside allOf all the same, for want of another way, and then means this.
        if (isNullable && !schema.TryGetProperty("type"u8, out _) && IsComposed(schema))
        {
            Writer.WriteStartArray("anyOf"u8);
            Writer.WriteStartObject();
            base.WriteMembers(schema);
            Writer.WriteEndObject();
            Writer.WriteRawValue("""{"type":"null"}"""u8);
            Writer.WriteEndArray();
            return;
        }

        base.WriteMembers(schema);
    }

    protected override void WriteKeyword(JsonElement schema, string keyword, JsonElement value)
    {
        switch (keyword)
        {
            // Generators write both, and the list has more.
            case "example" when schema.TryGetProperty("examples"u8, out _):
                break;
            // A discriminator only says which alternative to try first.
            case "nullable" or "discriminator" or "xml" or "externalDocs":
                break;
            case "example":
                Writer.WriteStartArray("examples"u8);
                value.WriteTo(Writer);
                Writer.WriteEndArray();
                break;
            case "type" when IsTrue(schema, "nullable") && Writer.CurrentDepth > 1 && value.ValueKind == JsonValueKind.String:
                Writer.WriteStartArray("type"u8);
                value.WriteTo(Writer);
                Writer.WriteStringValue("null"u8);
                Writer.WriteEndArray();
                break;
            case "enum" when IsTrue(schema, "nullable") && value.ValueKind == JsonValueKind.Array:
                WriteNullableValues(value);
                break;
            case "required" when value.ValueKind == JsonValueKind.Array:
                WriteRequired(schema, value);
                break;
            case var _ when keyword.StartsWith(AwsExtension, StringComparison.Ordinal):
                break;
            default:
                base.WriteKeyword(schema, keyword, value);
                break;
        }
    }

    private static bool IsComposed(JsonElement schema) =>
        schema.TryGetProperty("allOf"u8, out _) || schema.TryGetProperty("anyOf"u8, out _) || schema.TryGetProperty("oneOf"u8, out _);

    private void WriteNullableValues(JsonElement values)
    {
        Writer.WriteStartArray("enum"u8);
        foreach (var value in values.EnumerateArray())
            value.WriteTo(Writer);
        if (values.EnumerateArray().All(value => value.ValueKind != JsonValueKind.Null))
            Writer.WriteNullValue();
        Writer.WriteEndArray();
    }

    // What is read-only comes from the function alone, so nobody need send it.
    private void WriteRequired(JsonElement schema, JsonElement names)
    {
        var hasProperties = schema.TryGetProperty("properties"u8, out var properties) && properties.ValueKind == JsonValueKind.Object;
        Writer.WriteStartArray("required"u8);
        foreach (var name in names.EnumerateArray())
        {
            var isReadOnly = hasProperties && name.ValueKind == JsonValueKind.String
                && properties.TryGetProperty(name.GetString()!, out var property) && property.ValueKind == JsonValueKind.Object && IsTrue(property, "readOnly");
            if (!isReadOnly)
                name.WriteTo(Writer);
        }

        Writer.WriteEndArray();
    }
}
