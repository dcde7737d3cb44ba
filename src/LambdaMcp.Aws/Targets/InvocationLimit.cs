using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Aws.Targets;

/// <summary>How long one invocation may take, and what a failure during it means.</summary>
internal sealed class InvocationLimit : IDisposable
{
    // No function runs longer, whatever its caller leaves it: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly string _function;
    private readonly TimeSpan _time;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public InvocationLimit(TargetRequest request, TimeProvider clock, CancellationToken caller)
    {
        _function = request.FunctionArn;
        _caller = caller;
        _time = request.Timeout is { } timeout && timeout < Longest ? timeout : Longest;
        _timer = new CancellationTokenSource(_time > TimeSpan.Zero ? _time : TimeSpan.Zero, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller);
    }

    /// <summary>Cancelled when the time is over or the caller goes away.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Takes a step of the invocation.</summary>
    /// <exception cref="TargetUnavailableException">It failed, or the time is over.</exception>
    /// <exception cref="OperationCanceledException">The caller went away, which is no failure of the function.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> step)
    {
        try
        {
            return await step(Token);
        }
        catch (Exception error) when (error is not (TargetUnavailableException or OutOfMemoryException))
        {
            _caller.ThrowIfCancellationRequested();
            throw _timer.IsCancellationRequested ? TimedOut(error) : FunctionFailure.FromError(error, _function);
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }

    private TargetUnavailableException TimedOut(Exception error) => new(
        TargetFailure.TimedOut,
        $"{_function} did not answer within {_time.TotalSeconds:0.#} seconds. It may still be running. "
            + "Try with less work, or raise the tool's timeout.",
        error);
}
