using System.Buffers;
using System.Text.Json;

namespace LambdaMcp.Gateway.Transforms;

/// <summary>
/// What a tool's schema says of arguments one by one, without what it says of all of them together: a schema by which fixed arguments can be
/// checked before there is a call.
/// </summary>
internal static class FixedValueSchema
{
    public static JsonElement Of(JsonElement schema)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json))
            Write(writer, schema);
        using var document = JsonDocument.Parse(json.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            schema.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var keyword in schema.EnumerateObject())
        {
            if (keyword.NameEquals("allOf"u8) && keyword.Value.ValueKind == JsonValueKind.Array)
            {
                writer.WriteStartArray("allOf"u8);
                foreach (var part in keyword.Value.EnumerateArray())
                    Write(writer, part);
                writer.WriteEndArray();
            }
            else if (keyword.Name is "$schema" or "$id" or "$anchor" or "$defs" or "definitions" or "type" or "properties" or "patternProperties"
                or "additionalProperties" or "propertyNames")
            {
                keyword.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }
}
