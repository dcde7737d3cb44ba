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
    /// <param name="data">A JSON-RPC message, or nothing.</param>
    /// <param name="id">What a client resumes after, if it can.</param>
    /// <param name="eventName">The event's name.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> data, string? id = null, string eventName = "message")
    {
        if (id is not null)
            output.Write(Encoding.ASCII.GetBytes($"id: {id}\n"));
        output.Write(Encoding.ASCII.GetBytes($"event: {eventName}\n"));

        // A line break would end the event's line: between the tokens of JSON it may be any white space.
        while (data.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end)
        {
            WriteLine(output, data[..end]);
            var isPair = data[end] == '\r' && end + 1 < data.Length && data[end + 1] == '\n';
            data = data[(end + (isPair ? 2 : 1))..];
        }

        WriteLine(output, data);
        output.Write("\n"u8);
    }

    /// <summary>An event without a message, which gives the client an id to resume after (MCP 2025-11-25, SEP-1699).</summary>
    public static void WritePriming(IBufferWriter<byte> output, string id, TimeSpan retryAfter) =>
        output.Write(Encoding.ASCII.GetBytes($"id: {id}\nretry: {Milliseconds(retryAfter)}\ndata: \n\n"));

    /// <summary>How long a client waits before it connects again.</summary>
    public static void WriteRetry(IBufferWriter<byte> output, TimeSpan retryAfter) =>
        output.Write(Encoding.ASCII.GetBytes($"retry: {Milliseconds(retryAfter)}\n\n"));

    private static long Milliseconds(TimeSpan time) => Math.Max(0, (long)time.TotalMilliseconds);

    private static void WriteLine(IBufferWriter<byte> output, ReadOnlySpan<byte> line)
    {
        output.Write("data: "u8);
        output.Write(line);
        output.Write("\n"u8);
    }
}
