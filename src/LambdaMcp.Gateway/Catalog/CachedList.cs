namespace LambdaMcp.Gateway.Catalog;

/// <summary>
/// A list that is read on first use and again when it is older than allowed. One reader at a time; while a newer list is on its
/// way, or when reading it fails, the last good one is served.
/// </summary>
internal sealed class CachedList<T>(Func<CancellationToken, IAsyncEnumerable<T>> read, TimeSpan maxAge, TimeProvider time, Action<Exception> onFailure)
{
    private readonly Lock _lock = new();
    private volatile IReadOnlyList<T>? _items;
    private DateTimeOffset _readAt;
    private Task<IReadOnlyList<T>>? _reading;

    /// <summary>The list. Waits only when there is none yet.</summary>
    public ValueTask<IReadOnlyList<T>> GetAsync(CancellationToken cancellationToken)
    {
        var items = _items;
        if (items is not null && time.GetUtcNow() - _readAt < maxAge)
            return new(items);

        var reading = BeginReading();
        return items is not null ? new(items) : new(reading.WaitAsync(cancellationToken));
    }

    private Task<IReadOnlyList<T>> BeginReading()
    {
        lock (_lock)
            return _reading ??= ReadAsync();
    }

    private async Task<IReadOnlyList<T>> ReadAsync()
    {
        // Off the lock, and not on the request's token: the next request wants the list too.
        await Task.Yield();
        try
        {
            var items = new List<T>();
            await foreach (var item in read(CancellationToken.None))
                items.Add(item);
            _readAt = time.GetUtcNow();
            _items = items;
            return items;
        }
        catch (Exception exception) when (_items is { } last)
        {
            // The last good list holds until the next attempt, one maximal age from now.
            _readAt = time.GetUtcNow();
            onFailure(exception);
            return last;
        }
        finally
        {
            lock (_lock)
                _reading = null;
        }
    }
}
