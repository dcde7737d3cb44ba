using System.Globalization;

namespace LambdaMcp.StdioClient.Supervision;

/// <summary>The time that a call has: until its caller gives up, its request's deadline comes near, or its server's limit is over.</summary>
internal sealed class CallTime : IDisposable
{
    // What it takes to tell the server, and to answer before the host ends the request.
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(300);

    // A server that reads nothing can hold up even the message that tells it.
    private static readonly TimeSpan ForTelling = TimeSpan.FromMilliseconds(100);

    // Timers have a longest time.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly DateTimeOffset _began;
    private readonly DateTimeOffset? _end;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource? _limit;
    private readonly CancellationTokenSource _either;
    private readonly CancellationTokenSource _late;
    private readonly CancellationTokenRegistration _telling;

    /// <param name="deadline">When the host ends the request, if it does.</param>
    /// <param name="limit">How long the call may take, if that is limited.</param>
    /// <param name="time">The clock.</param>
    /// <param name="caller">Cancelled when nobody waits for the call any more.</param>
    public CallTime(DateTimeOffset? deadline, TimeSpan? limit, TimeProvider time, CancellationToken caller)
    {
        _time = time;
        _caller = caller;
        _began = time.GetUtcNow();
        _end = deadline - Reserve;
        if (limit is { } most && (_end is null || _began + most < _end))
            _end = _began + most;
        if (_end is { } end)
            _limit = new CancellationTokenSource(TimeSpan.FromTicks(Math.Clamp((end - _began).Ticks, 0, Longest.Ticks)), time);
        _either = _limit is null ? CancellationTokenSource.CreateLinkedTokenSource(caller) : CancellationTokenSource.CreateLinkedTokenSource(caller, _limit.Token);
        _late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _telling = _either.Token.UnsafeRegister(static late => ((CancellationTokenSource)late!).CancelAfter(ForTelling), _late);
    }

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Cancelled a little later, for what must hear of it itself.</summary>
    public CancellationToken Late => _late.Token;

    /// <summary>Whether there is that much of it.</summary>
    public bool Allows(TimeSpan span) => _end is null || _time.GetUtcNow() + span < _end;

    /// <summary>Throws what the caller is to get when <see cref="Token"/> was cancelled.</summary>
    /// <param name="fault">What the server did not do, such as <c>did not answer</c>.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <exception cref="ServerFailedException">The time is over.</exception>
    public void Throw(string fault)
    {
        _caller.ThrowIfCancellationRequested();
        var spent = _time.GetUtcNow() - _began;
        throw new ServerFailedException(
            ServerFailure.TimedOut, string.Create(CultureInfo.InvariantCulture, $"The server {fault} within the {spent.TotalSeconds:0.#} s that the call had."));
    }

    public void Dispose()
    {
        // First, for it waits where the time ends just now.
        _telling.Dispose();
        _either.Dispose();
        _limit?.Dispose();
        _late.Dispose();
    }
}
