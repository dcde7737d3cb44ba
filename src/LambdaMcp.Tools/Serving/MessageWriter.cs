using System.Buffers;
using System.Text.Json;

namespace LambdaMcp.Tools.Serving;

/// <summary>Writes JSON-RPC messages, each of which is one line.</summary>
internal static class MessageWriter
{
    public static ReadOnlyMemory<byte> Response(JsonElement id, Action<Utf8JsonWriter> writeResult) => Write(writer =>
    {
        writer.WritePropertyName("id"u8);
        id.WriteTo(writer);
        writer.WritePropertyName("result"u8);
        writeResult(writer);
    });

    public static ReadOnlyMemory<byte> Error(JsonElement id, int code, string message, Action<Utf8JsonWriter>? writeData = null) => Write(writer =>
    {
        writer.WritePropertyName("id"u8);
        if (id.ValueKind == JsonValueKind.Undefined)
            writer.WriteNullValue();
        else
            id.WriteTo(writer);
        writer.WriteStartObject("error"u8);
        writer.WriteNumber("code"u8, code);
        writer.WriteString("message"u8, message);
        if (writeData is not null)
        {
            writer.WritePropertyName("data"u8);
            writeData(writer);
        }

        writer.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Notification(string method, Action<Utf8JsonWriter> writeParameters) => Write(writer =>
    {
        writer.WriteString("method"u8, method);
        writer.WriteStartObject("params"u8);
        writeParameters(writer);
        writer.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> writeMembers)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }
}
