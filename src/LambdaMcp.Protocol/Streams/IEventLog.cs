namespace LambdaMcp.Protocol.Streams;

/// <summary>The events of a session's streams, so that any instance can replay what a client missed (MCP 2025-11-25, "Resumability and Redelivery").</summary>
public interface IEventLog
{
    /// <summary>Adds an event if its place is free.</summary>
    /// <returns>False when the stream has an event with this sequence number.</returns>
    Task<bool> TryAppendAsync(string sessionId, string streamId, StreamEvent streamEvent, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>The events of a stream from a sequence number on, in order; at most some hundred at a time.</summary>
    Task<IReadOnlyList<StreamEvent>> ReadAsync(string sessionId, string streamId, long fromSequence, CancellationToken cancellationToken);
}
