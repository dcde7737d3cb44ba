using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.StdioClient.Wire;

/// <summary>Writes the JSON-RPC messages that a server gets.</summary>
internal static class MessageJson
{
    /// <param name="id">The request's id.</param>
    /// <param name="method">Its method.</param>
    /// <param name="writeParams">Writes the members of <c>params</c>; null: there are none.</param>
    public static ReadOnlyMemory<byte> Request(long id, string method, Action<Utf8JsonWriter>? writeParams) => Message(writer =>
    {
        writer.WriteNumber("id"u8, id);
        writer.WriteString("method"u8, method);
        WriteParams(writer, writeParams);
    });

    public static ReadOnlyMemory<byte> Notification(string method, Action<Utf8JsonWriter>? writeParams) => Message(writer =>
    {
        writer.WriteString("method"u8, method);
        WriteParams(writer, writeParams);
    });

    /// <summary>The answer to a request of the server's.</summary>
    public static ReadOnlyMemory<byte> Result(JsonRpcId id, Action<Utf8JsonWriter> writeResult) => Message(writer =>
    {
        id.WriteTo(writer);
        writer.WritePropertyName("result"u8);
        writeResult(writer);
    });

    /// <summary>The refusal of a request of the server's.</summary>
    public static ReadOnlyMemory<byte> Error(JsonRpcId id, int code, string message) => Message(writer =>
    {
        id.WriteTo(writer);
        writer.WriteStartObject("error"u8);
        writer.WriteNumber("code"u8, code);
        writer.WriteString("message"u8, message);
        writer.WriteEndObject();
    });

    /// <summary>The members of an object, each once: what is there twice counts as it is the last time, and a reader may take the first.</summary>
    public static IEnumerable<JsonProperty> Members(JsonElement json) =>
        json.EnumerateObject().Reverse().DistinctBy(static member => member.Name, StringComparer.Ordinal).Reverse();

    /// <summary>Writes a value as it stands: what was read once need not be taken apart again.</summary>
    public static void WriteRaw(Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    /// <inheritdoc cref="WriteRaw(Utf8JsonWriter, JsonElement)"/>
    public static void WriteRaw(Utf8JsonWriter writer, JsonProperty member)
    {
        writer.WritePropertyName(member.Name);
        WriteRaw(writer, member.Value);
    }

    private static ReadOnlyMemory<byte> Message(Action<Utf8JsonWriter> writeMembers) => WrittenJson.TextOf(writer =>
    {
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writeMembers(writer);
    });

    private static void WriteParams(Utf8JsonWriter writer, Action<Utf8JsonWriter>? writeParams)
    {
        if (writeParams is null)
            return;
        writer.WriteStartObject("params"u8);
        writeParams(writer);
        writer.WriteEndObject();
    }
}
