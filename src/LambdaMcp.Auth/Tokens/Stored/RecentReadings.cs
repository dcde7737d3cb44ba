namespace LambdaMcp.Auth.Tokens.Stored;

/// <summary>
/// What was found in the table in the last thirty seconds, so that it is asked once for an id, also for one that is not there and by however many at
/// once. Bounded in number; ids that are only guessed push out no token that is there. A failure is not kept.
/// </summary>
internal sealed class RecentReadings(Func<string, Task<TokenReading>> read, TimeProvider clock)
{
    /// <summary>How old what is served may be, counted from when it was asked for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    /// <summary>How many tokens are kept, and as many ids without one.</summary>
    public const int Capacity = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kept> _kept = [];
    private readonly Dictionary<string, Task<TokenReading>> _underWay = [];
    private readonly Queue<Kept> _found = new();
    private readonly Queue<Kept> _missing = new();

    public async ValueTask<TokenReading> GetAsync(string id, CancellationToken cancellationToken)
    {
        Task<TokenReading>? reading;
        lock (_gate)
        {
            if (_kept.TryGetValue(id, out var kept) && IsFresh(kept))
                return kept.Reading;
            if (!_underWay.TryGetValue(id, out reading))
            {
                reading = ReadAsync(id);
                if (!reading.IsCompleted)
                    _underWay[id] = reading;
            }
        }

        // A caller that goes away leaves the answer to the others.
        return await reading.WaitAsync(cancellationToken);
    }

    // A clock that was set back makes nothing younger.
    private bool IsFresh(Kept kept) => clock.GetUtcNow() - kept.AskedAt is var age && age >= TimeSpan.Zero && age < Lifetime;

    private async Task<TokenReading> ReadAsync(string id)
    {
        var askedAt = clock.GetUtcNow();
        try
        {
            var reading = await read(id);
            lock (_gate)
                Keep(new(id, reading, askedAt));
            return reading;
        }
        finally
        {
            lock (_gate)
                _underWay.Remove(id);
        }
    }

    private void Keep(Kept kept)
    {
        var group = kept.Reading.Token is null ? _missing : _found;
        while (group.TryPeek(out var oldest) && (group.Count >= Capacity || !IsFresh(oldest)))
        {
            group.Dequeue();
            if (_kept.TryGetValue(oldest.Id, out var current) && ReferenceEquals(current, oldest))
                _kept.Remove(oldest.Id);
        }

        group.Enqueue(kept);
        _kept[kept.Id] = kept;
    }

    private sealed record Kept(string Id, TokenReading Reading, DateTimeOffset AskedAt);
}
