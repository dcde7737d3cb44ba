using LambdaMcp.StdioClient.Processes;

namespace LambdaMcp.StdioClient.Supervision;

/// <summary>Looks at what a server's processes hold, before and while calls run: between them the host may stop the clock, and the server with it.</summary>
/// <param name="process">The server.</param>
/// <param name="limit">How much it may hold, in bytes; null for any amount, and then it is looked at for what it leaves behind.</param>
/// <param name="time">The clock.</param>
/// <param name="exceeded">Called, perhaps more than once, with what it holds when that is too much.</param>
internal sealed class MemoryWatch(ServerProcess process, long? limit, TimeProvider time, Action<long> exceeded) : IDisposable
{
    private readonly TimeSpan _pause = limit is null ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(0.25);
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private int _calls;
    private int _looking;
    private long _lookedAt = time.GetTimestamp();

    /// <summary>A call begins. False if the server already holds too much for it.</summary>
    public bool Begin()
    {
        if (time.GetElapsedTime(Interlocked.Read(ref _lookedAt)) >= _pause && !Look())
            return false;
        lock (_gate)
        {
            if (_calls++ == 0)
            {
                _timer ??= time.CreateTimer(static watch => ((MemoryWatch)watch!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(_pause, _pause);
            }
        }
        return true;
    }

    /// <summary>A call has ended.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (--_calls == 0)
                _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _timer?.Dispose();
    }

    private bool Look()
    {
        if (process.Exited.IsCompleted || Interlocked.Exchange(ref _looking, 1) == 1)
            return true;
        try
        {
            Interlocked.Exchange(ref _lookedAt, time.GetTimestamp());
            var held = process.MeasureMemory();
            if (held <= (limit ?? long.MaxValue))
                return true;
            exceeded(held);
            return false;
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }
}
