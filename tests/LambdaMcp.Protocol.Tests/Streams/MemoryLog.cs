using LambdaMcp.Protocol.Streams;

namespace LambdaMcp.Protocol.Tests.Streams;

/// <summary>An event log that gives out a few events at a time.</summary>
internal sealed class MemoryLog(ManualTime time) : IEventLog
{
    private const int MostEvents = 3;
    private readonly Dictionary<(string Session, string Stream, long Sequence), (StreamEvent Event, DateTimeOffset ExpiresAt)> _events = [];

    public int Reads { get; private set; }

    public int Count => _events.Count;

    public Exception? Failure { get; set; }

    public Task<bool> TryAppendAsync(string sessionId, string streamId, StreamEvent streamEvent, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (Failure is not null)
            throw Failure;
        return Task.FromResult(_events.TryAdd((sessionId, streamId, streamEvent.Sequence), (streamEvent with { Data = streamEvent.Data.ToArray() }, expiresAt)));
    }

    public Task<IReadOnlyList<StreamEvent>> ReadAsync(string sessionId, string streamId, long fromSequence, CancellationToken cancellationToken)
    {
        Reads++;
        if (Failure is not null)
            throw Failure;
        return Task.FromResult<IReadOnlyList<StreamEvent>>([.. _events
            .Where(one => one.Key.Session == sessionId && one.Key.Stream == streamId && one.Key.Sequence >= fromSequence && one.Value.ExpiresAt > time.Now)
            .OrderBy(one => one.Key.Sequence)
            .Take(MostEvents)
            .Select(one => one.Value.Event)]);
    }
}
