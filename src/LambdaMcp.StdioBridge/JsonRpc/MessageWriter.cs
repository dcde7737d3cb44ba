using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.StdioBridge.JsonRpc;

/// <summary>Writes JSON-RPC messages, each of which is one line.</summary>
internal static class MessageWriter
{
    public static ReadOnlyMemory<byte> Response(JsonRpcId id, Action<Utf8JsonWriter> writeMembers) => Message(writer =>
    {
        id.WriteTo(writer);
        writer.WriteStartObject("result"u8);
        writeMembers(writer);
        writer.WriteEndObject();
    });

    /// <summary>The server's result, with what its request's revision adds.</summary>
    public static ReadOnlyMemory<byte> Response(McpRequest request, McpResult result) => Response(request.Id, writer =>
    {
        // Callers of earlier revisions know of other results only where they asked for them.
        if (request.IsStateless || result.ResultType != "complete")
            writer.WriteString("resultType"u8, result.ResultType);
        if (request.IsStateless && result.Caching is { } caching)
        {
            writer.WriteNumber("ttlMs"u8, (long)caching.TimeToLive.TotalMilliseconds);
            writer.WriteString("cacheScope"u8, caching.IsPublic ? "public"u8 : "private"u8);
        }

        result.WriteWithMeta(writer);
    });

    public static ReadOnlyMemory<byte> Error(JsonRpcId id, int code, string message, Action<Utf8JsonWriter>? writeData = null) => Message(writer =>
    {
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

    /// <param name="method">Its method.</param>
    /// <param name="parameters">Its <c>params</c> as UTF-8 JSON; none where it is empty.</param>
    public static ReadOnlyMemory<byte> Notification(string method, ReadOnlyMemory<byte> parameters) => Message(writer =>
    {
        writer.WriteString("method"u8, method);
        if (parameters.IsEmpty)
            return;
        writer.WritePropertyName("params"u8);
        // Written anew and not as it stands: a line's end within it would end the message.
        using var json = JsonDocument.Parse(parameters);
        json.RootElement.WriteTo(writer);
    });

    private static ReadOnlyMemory<byte> Message(Action<Utf8JsonWriter> writeMembers) => WrittenJson.TextOf(writer =>
    {
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writeMembers(writer);
    });
}
