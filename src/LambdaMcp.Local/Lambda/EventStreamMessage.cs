using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;

namespace LambdaMcp.Local.Lambda;

/// <summary>
/// Messages of <c>application/vnd.amazon.eventstream</c>: two lengths and their CRC, headers, payload, and a CRC of everything before.
/// </summary>
internal static class EventStreamMessage
{
    public const string ContentType = "application/vnd.amazon.eventstream";

    private const byte StringHeader = 7;

    /// <summary>Writes and flushes a <c>PayloadChunk</c>.</summary>
    public static async ValueTask WriteChunkAsync(PipeWriter writer, ReadOnlyMemory<byte> payload, CancellationToken cancellation) =>
        await writer.WriteAsync(Encode("PayloadChunk", "application/octet-stream", payload.Span), cancellation);

    /// <summary>Writes and flushes the <c>InvokeComplete</c> that ends a stream.</summary>
    public static async ValueTask WriteCompleteAsync(PipeWriter writer, string? errorCode, string? errorDetails, string? logResult, CancellationToken cancellation)
    {
        var end = new JsonObject();
        if (errorCode is not null)
            end["ErrorCode"] = errorCode;
        if (errorDetails is not null)
            end["ErrorDetails"] = errorDetails;
        if (logResult is not null)
            end["LogResult"] = logResult;
        await writer.WriteAsync(Encode("InvokeComplete", "application/json", Encoding.UTF8.GetBytes(end.ToJsonString())), cancellation);
    }

    private static byte[] Encode(string eventType, string contentType, ReadOnlySpan<byte> payload)
    {
        var headers = new MemoryStream();
        Header(headers, ":event-type", eventType);
        Header(headers, ":content-type", contentType);
        Header(headers, ":message-type", "event");
        var message = new byte[12 + headers.Length + payload.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), (int)headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(8), Crc32.Of(message.AsSpan(0, 8)));
        headers.ToArray().CopyTo(message, 12);
        payload.CopyTo(message.AsSpan(12 + (int)headers.Length));
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(message.Length - 4), Crc32.Of(message.AsSpan(0, message.Length - 4)));
        return message;
    }

    private static void Header(MemoryStream headers, string name, string value)
    {
        headers.WriteByte((byte)name.Length);
        headers.Write(Encoding.ASCII.GetBytes(name));
        headers.Write([StringHeader, 0, (byte)value.Length]);
        headers.Write(Encoding.ASCII.GetBytes(value));
    }
}
