namespace LambdaMcp.Hosting.Fronts;

/// <summary>
/// The orderly end of a server of its own. From the signal on it says that it is not ready, so that nobody sends it more, and serves what
/// comes all the same; once no request is open, or the time is over, the server may stop.
/// </summary>
/// <param name="limit">How long open requests may take.</param>
/// <param name="time">The clock.</param>
internal sealed class Drain(TimeSpan limit, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;

    public bool HasBegun => _begun.Task.IsCompleted;

    /// <summary>How many requests are open.</summary>
    public int Open
    {
        get
        {
            lock (_gate)
                return _open;
        }
    }

    public void Begin()
    {
        lock (_gate)
        {
            _begun.TrySetResult();
            if (_open == 0)
                _empty.TrySetResult();
        }
    }

    /// <summary>Waits for the beginning, and then for the end of the open requests.</summary>
    /// <returns>False when some are still open at the end of their time.</returns>
    public async Task<bool> WaitAsync()
    {
        await _begun.Task;
        try
        {
            await _empty.Task.WaitAsync(limit, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Counts the requests that pass, and has clients open new connections, elsewhere, once the end has begun.</summary>
    public async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        lock (_gate)
            _open++;
        context.Response.OnStarting(CloseConnection, context);
        try
        {
            await next(context);
        }
        finally
        {
            lock (_gate)
            {
                if (--_open == 0 && HasBegun)
                    _empty.TrySetResult();
            }
        }
    }

    private Task CloseConnection(object context)
    {
        if (HasBegun)
            ((HttpContext)context).Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
