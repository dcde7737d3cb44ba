namespace LambdaMcp.Protocol.Limits;

/// <summary>Slots in this process's memory, for a server that is one process.</summary>
/// <param name="time">Tells when a slot's time is over.</param>
public sealed class InMemorySlotStore(TimeProvider time) : ISlotStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<Held>> _pools = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<IAsyncDisposable?> TryTakeAsync(string pool, int size, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (!_pools.TryGetValue(pool, out var held))
                _pools[pool] = held = [];
            held.RemoveWhere(slot => slot.ExpiresAt <= now);
            if (held.Count >= size)
                return Task.FromResult<IAsyncDisposable?>(null);
            var taken = new Held(this, pool, now + lifetime);
            held.Add(taken);
            return Task.FromResult<IAsyncDisposable?>(taken);
        }
    }

    private void Free(Held slot)
    {
        lock (_gate)
        {
            if (_pools.TryGetValue(slot.Pool, out var held) && held.Remove(slot) && held.Count == 0)
                _pools.Remove(slot.Pool);
        }
    }

    private sealed class Held(InMemorySlotStore store, string pool, DateTimeOffset expiresAt) : IAsyncDisposable
    {
        public string Pool => pool;

        public DateTimeOffset ExpiresAt => expiresAt;

        public ValueTask DisposeAsync()
        {
            store.Free(this);
            return default;
        }
    }
}
