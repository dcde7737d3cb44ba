using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Wire;

/// <summary>Writes attribute values as DynamoDB answers them.</summary>
internal static class AttributeValueWriter
{
    /// <summary>Writes an item as the member of the object that the writer is in.</summary>
    public static void WriteItem(this Utf8JsonWriter writer, string name, MapValue item)
    {
        writer.WritePropertyName(name);
        writer.WriteItem(item);
    }

    public static void WriteItem(this Utf8JsonWriter writer, MapValue item)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in item.Members)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, AttributeValue value)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(value.Type.ToString());
        switch (value)
        {
            case BooleanValue boolean:
                writer.WriteBooleanValue(boolean.Flag);
                break;
            case NullValue:
                writer.WriteBooleanValue(true);
                break;
            case MapValue map:
                writer.WriteItem(map);
                break;
            case ListValue list:
                writer.WriteStartArray();
                foreach (var element in list.Elements)
                    Write(writer, element);
                writer.WriteEndArray();
                break;
            case SetValue set:
                writer.WriteStartArray();
                foreach (var element in set.Elements)
                    WriteScalar(writer, element);
                writer.WriteEndArray();
                break;
            default:
                WriteScalar(writer, value);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteScalar(Utf8JsonWriter writer, AttributeValue value)
    {
        switch (value)
        {
            case StringValue text:
                writer.WriteStringValue(text.Text);
                break;
            case NumberValue number:
                writer.WriteStringValue(number.Number.ToString());
                break;
            case BinaryValue binary:
                writer.WriteBase64StringValue(binary.Bytes.Span);
                break;
        }
    }
}
