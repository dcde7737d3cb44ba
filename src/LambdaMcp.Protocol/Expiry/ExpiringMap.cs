namespace LambdaMcp.Protocol.Expiry;

/// <summary>Values in this process's memory that are gone when their time is over. The methods may be called at once.</summary>
internal sealed class ExpiringMap<TKey, TValue>(TimeProvider time)
    where TKey : notnull
{
    // What expired is out of sight at once; its memory is freed a little later.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, (TValue Value, DateTimeOffset ExpiresAt)> _entries = [];
    private DateTimeOffset _nextSweep;

    /// <summary>The value, or the default where there is none.</summary>
    public TValue? Find(TKey key)
    {
        lock (_gate)
            return _entries.TryGetValue(key, out var entry) && entry.ExpiresAt > time.GetUtcNow() ? entry.Value : default;
    }

    public void Set(TKey key, TValue value, DateTimeOffset expiresAt)
    {
        lock (_gate)
        {
            Sweep();
            _entries[key] = (value, expiresAt);
        }
    }

    /// <returns>False when there is a value under the key.</returns>
    public bool TryAdd(TKey key, TValue value, DateTimeOffset expiresAt)
    {
        lock (_gate)
        {
            var now = Sweep();
            if (_entries.TryGetValue(key, out var entry) && entry.ExpiresAt > now)
                return false;
            _entries[key] = (value, expiresAt);
            return true;
        }
    }

    /// <summary>Changes a value, whose time stays unless another is given, if it may be changed.</summary>
    /// <returns>False when there is none, or <paramref name="change"/> gives null.</returns>
    public bool TryChange(TKey key, Func<TValue, TValue?> change, DateTimeOffset? expiresAt = null)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry) || entry.ExpiresAt <= time.GetUtcNow() || change(entry.Value) is not { } changed)
                return false;
            _entries[key] = (changed, expiresAt ?? entry.ExpiresAt);
            return true;
        }
    }

    public void Remove(TKey key)
    {
        lock (_gate)
            _entries.Remove(key);
    }

    private DateTimeOffset Sweep()
    {
        var now = time.GetUtcNow();
        if (now < _nextSweep)
            return now;
        _nextSweep = now + Pause;
        foreach (var (key, entry) in _entries)
        {
            if (entry.ExpiresAt <= now)
                _entries.Remove(key);
        }

        return now;
    }
}
