namespace LambdaMcp.Gateway.Catalog;

/// <summary>
/// A list that is read on first use, and again behind the requests when half of its time is over. One reader at a time. A list older
/// than allowed, as an instance has that was frozen between two requests, is waited for; when reading fails, the last good one is served.
/// </summary>
internal sealed class CachedList<T>(Func<CancellationToken, IAsyncEnumerable<T>> read, TimeSpan maxAge, TimeProvider time, Action<Exception> onFailure)
{
    /// <summary>Makes of what was read, and of the list before it, the list that is served; behind the requests, as the reading is.</summary>
    public Func<IReadOnlyList<T>, IReadOnlyList<T>?, IReadOnlyList<T>> Settle { get; init; } = static (items, _) => items;

    /// <summary>Is told of every list that was read.</summary>
    public Action? OnRead { get; set; }

    // For each page: a connection that died while the instance was frozen never answers.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private volatile State? _state;
    private Task<IReadOnlyList<T>>? _reading;

    /// <summary>Whether there is a list that is young enough.</summary>
    public bool IsFresh => Current is not null;

    /// <summary>The list if it is young enough, else null. Never has it read.</summary>
    public IReadOnlyList<T>? Current => _state is { } state && time.GetUtcNow() - state.ReadAt < maxAge ? state.Items : null;

    /// <summary>The list. Waits only when there is none yet, or none that is young enough.</summary>
    public ValueTask<IReadOnlyList<T>> GetAsync(CancellationToken cancellationToken)
    {
        var state = _state;
        var age = state is null ? maxAge : time.GetUtcNow() - state.ReadAt;
        if (state is not null && age < maxAge / 2)
            return new(state.Items);

        var reading = BeginReading();
        return state is not null && age < maxAge ? new(state.Items) : new(reading.WaitAsync(cancellationToken));
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
            var items = Settle(await ReadAllAsync(), _state?.Items);
            _state = new(items, time.GetUtcNow());
            OnRead?.Invoke();
            return items;
        }
        catch (Exception exception) when (_state is not null)
        {
            // The last good list holds until the next attempt.
            _state = _state with { ReadAt = time.GetUtcNow() };
            onFailure(exception);
            return _state.Items;
        }
        finally
        {
            lock (_lock)
                _reading = null;
        }
    }

    private async Task<IReadOnlyList<T>> ReadAllAsync()
    {
        using var cancellation = new CancellationTokenSource();
        await using var source = read(cancellation.Token).GetAsyncEnumerator(cancellation.Token);
        var items = new List<T>();
        while (await NextAsync(source, cancellation))
            items.Add(source.Current);
        return items;
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<T> source, CancellationTokenSource cancellation)
    {
        var next = source.MoveNextAsync();
        if (next.IsCompletedSuccessfully)
            return next.Result;
        using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), cancellation, LongestWait, Timeout.InfiniteTimeSpan);
        try
        {
            return await next;
        }
        catch (OperationCanceledException canceled) when (cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"A list was not read within {LongestWait.TotalSeconds:0} seconds a page.", canceled);
        }
    }

    private sealed record State(IReadOnlyList<T> Items, DateTimeOffset ReadAt);
}
