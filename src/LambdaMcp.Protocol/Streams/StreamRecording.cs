using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol.Streams;

/// <summary>Records the events of one stream before the client gets them, so that it can ask for those that it missed.</summary>
internal sealed partial class StreamRecording(IEventLog log, string sessionId, TimeSpan lifetime, TimeProvider time, ILogger logger)
{
    private readonly string _stream = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
    private long _next;

    /// <summary>Records an event.</summary>
    /// <param name="data">The JSON-RPC message; empty for an event without one.</param>
    /// <param name="isLast">Whether the stream ends with it.</param>
    /// <returns>The event's id; null when it could not be recorded, which must not keep it from the client that is there.</returns>
    public async Task<string?> AppendAsync(ReadOnlyMemory<byte> data, bool isLast)
    {
        try
        {
            // The place is taken only where an attempt that seemed to fail was none.
            while (!await log.TryAppendAsync(sessionId, _stream, new(_next, data, isLast), time.GetUtcNow() + lifetime, CancellationToken.None))
                _next++;
            return new StreamEventId(_stream, _next++).ToString();
        }
        catch (Exception exception)
        {
            LogNotRecorded(exception);
            return null;
        }
    }

    [LoggerMessage(3, LogLevel.Warning, "An event of a stream could not be recorded: a client that lost its connection misses it")]
    private partial void LogNotRecorded(Exception exception);
}
