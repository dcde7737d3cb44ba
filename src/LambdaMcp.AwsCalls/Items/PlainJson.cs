using System.Text.Json;

namespace LambdaMcp.AwsCalls.Items;

/// <summary>DynamoDB's typed attributes as the JSON that they stand for: <c>{"S":"a"}</c> is <c>"a"</c>. Sets become arrays, bytes base64.</summary>
internal static class PlainJson
{
    /// <exception cref="JsonException">This is no item of DynamoDB's.</exception>
    public static JsonElement Of(Dictionary<string, JsonElement> item)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in item)
            {
                writer.WritePropertyName(name);
                WriteValue(writer, value);
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    private static void WriteValue(Utf8JsonWriter writer, JsonElement attribute)
    {
        if (attribute.ValueKind != JsonValueKind.Object || attribute.GetPropertyCount() != 1)
            throw new JsonException("An attribute must be an object with one member, its type.");
        var typed = attribute.EnumerateObject().First();
        switch (typed.Name)
        {
            case "S" or "B" or "BOOL":
                typed.Value.WriteTo(writer);
                break;
            case "N":
                writer.WriteRawValue(typed.Value.GetString() ?? "null");
                break;
            case "NULL":
                writer.WriteNullValue();
                break;
            case "M":
                writer.WriteStartObject();
                foreach (var member in typed.Value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    WriteValue(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case "L" or "SS" or "NS" or "BS":
                WriteList(writer, typed.Name, typed.Value);
                break;
            default:
                throw new JsonException("An attribute has a type that is not known.");
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string type, JsonElement elements)
    {
        writer.WriteStartArray();
        foreach (var element in elements.EnumerateArray())
        {
            if (type == "L")
                WriteValue(writer, element);
            else if (type == "NS")
                writer.WriteRawValue(element.GetString() ?? "null");
            else
                element.WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
