using System.Buffers;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.Aws.Registrations;

/// <summary>JSON from an attribute: text that holds JSON, or DynamoDB's own maps and lists.</summary>
internal static class AttributeJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Registration.DeepestJson };

    /// <exception cref="JsonException">The attribute is text and not JSON, or is JSON that could not be shown to clients.</exception>
    public static JsonElement? Read(Dictionary<string, AttributeValue> item, string name)
    {
        if (!item.TryGetValue(name, out var value) || value.NULL == true)
            return null;
        if (value.S is { } text)
            return Parse(Encoding.UTF8.GetBytes(text));
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
            Write(writer, value);
        return Parse(json.WrittenMemory);
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, Options);
        return JsonUnicode.IsValid(json.Span) ? document.RootElement.Clone() : throw new JsonException("A text in it is not Unicode.");
    }

    private static void Write(Utf8JsonWriter writer, AttributeValue value)
    {
        if (value.S is { } text)
            writer.WriteStringValue(text);
        else if (value.N is { } number)
            writer.WriteRawValue(number);
        else if (value.BOOL is { } flag)
            writer.WriteBooleanValue(flag);
        else if (value.SS is { Count: > 0 } texts)
            WriteArray(writer, texts, static (writer, text) => writer.WriteStringValue(text));
        else if (value.IsLSet || value.L is { Count: > 0 })
            WriteArray(writer, value.L ?? [], Write);
        else if (value.IsMSet || value.M is { Count: > 0 })
            WriteObject(writer, value.M ?? []);
        else
            writer.WriteNullValue();
    }

    private static void WriteArray<T>(Utf8JsonWriter writer, List<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            write(writer, item);
        writer.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, Dictionary<string, AttributeValue> members)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }
}
