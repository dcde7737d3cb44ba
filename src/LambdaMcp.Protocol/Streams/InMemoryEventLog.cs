namespace LambdaMcp.Protocol.Streams;

/// <summary>The events of streams in this process's memory, for a server that is one process.</summary>
/// <param name="time">Tells when events may be forgotten.</param>
public sealed class InMemoryEventLog(TimeProvider time) : IEventLog
{
    // What one reading returns at most; whoever wants more asks again.
    private const int MostEvents = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Session, string Stream), SortedList<long, Entry>> _streams = [];
    private DateTimeOffset _nextSweep;

    /// <inheritdoc/>
    public Task<bool> TryAppendAsync(
        string sessionId, string streamId, StreamEvent streamEvent, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        // The bytes may lie in a buffer that is used again.
        var kept = streamEvent with { Data = streamEvent.Data.ToArray() };
        lock (_gate)
        {
            var now = Sweep();
            if (!_streams.TryGetValue((sessionId, streamId), out var events))
                _streams[(sessionId, streamId)] = events = [];
            if (events.TryGetValue(kept.Sequence, out var taken) && taken.ExpiresAt > now)
                return Task.FromResult(false);
            events[kept.Sequence] = new Entry(kept, expiresAt);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StreamEvent>> ReadAsync(string sessionId, string streamId, long fromSequence, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            return Task.FromResult<IReadOnlyList<StreamEvent>>(_streams.TryGetValue((sessionId, streamId), out var events)
                ? [.. events.Values.Where(entry => entry.Event.Sequence >= fromSequence && entry.ExpiresAt > now).Take(MostEvents).Select(static entry => entry.Event)]
                : []);
        }
    }

    // What expired is out of sight at once; its memory is freed a little later.
    private DateTimeOffset Sweep()
    {
        var now = time.GetUtcNow();
        if (now < _nextSweep)
            return now;
        _nextSweep = now + Pause;
        foreach (var (stream, events) in _streams)
        {
            for (var at = events.Count - 1; at >= 0; at--)
            {
                if (events.GetValueAtIndex(at).ExpiresAt <= now)
                    events.RemoveAt(at);
            }

            if (events.Count == 0)
                _streams.Remove(stream);
        }

        return now;
    }

    private sealed record Entry(StreamEvent Event, DateTimeOffset ExpiresAt);
}
