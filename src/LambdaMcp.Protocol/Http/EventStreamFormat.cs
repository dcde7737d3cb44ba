using System.Buffers;
using System.Text;

namespace LambdaMcp.Protocol.Http;

/// <summary>Writes server-sent events (HTML Living Standard, "Server-sent events").</summary>
internal static class EventStreamFormat
{
    public const string ContentType = "text/event-stream";

    /// <summary>A comment: it keeps the connection open and means nothing.</summary>
    public static readonly byte[] KeepAlive = ": keep-alive\n\n"u8.ToArray();

    /// <summary>One event.</summary>
    /// <param name="output">Takes the event.</param>
    /// <param name="data">A JSON-RPC message on one line, or nothing.</param>
    /// <param name="id">What a client resumes after, if it can.</param>
    /// <param name="eventName">The event's name.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> data, string? id = null, string eventName = "message")
    {
        if (id is not null)
            output.Write(Encoding.ASCII.GetBytes($"id: {id}\n"));
        output.Write(Encoding.ASCII.GetBytes($"event: {eventName}\ndata: "));
        output.Write(data);
        output.Write("\n\n"u8);
    }
}
