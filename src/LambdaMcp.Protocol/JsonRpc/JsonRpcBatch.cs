using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LambdaMcp.Protocol.Http;

namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>Several messages in one array (MCP 2025-03-26, "Batching").</summary>
internal static class JsonRpcBatch
{
    /// <exception cref="RequestRejectedException">There are none, or too many.</exception>
    public static void RefuseUncommon(JsonElement batch, McpEndpointOptions options)
    {
        if (batch.GetArrayLength() == 0)
            throw new RequestRejectedException(RequestRejection.BatchEmpty);
        if (batch.GetArrayLength() > options.MaxBatchSize)
            throw new RequestRejectedException(RequestRejection.BatchTooLarge, options.MaxBatchSize.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reads one of the messages: a batch in a batch is none.</summary>
    public static JsonRpcFault Read(JsonElement element, out JsonRpcEnvelope message) =>
        JsonRpcEnvelope.Read(element, out message) is var fault && fault == JsonRpcFault.Batch ? JsonRpcFault.NotAnObject : fault;

    /// <summary>The array of some messages.</summary>
    public static ReadOnlyMemory<byte> Together(IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        var array = new ArrayBufferWriter<byte>(messages.Sum(message => message.Length + 1) + 1);
        for (var i = 0; i < messages.Count; i++)
        {
            array.Write(i == 0 ? "["u8 : ","u8);
            array.Write(messages[i].Span);
        }

        array.Write("]"u8);
        return array.WrittenMemory;
    }
}
