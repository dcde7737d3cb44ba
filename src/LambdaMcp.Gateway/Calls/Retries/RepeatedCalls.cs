using LambdaMcp.Gateway.Calls.Asynchronous;
using LambdaMcp.Gateway.Calls.Breakers;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;
using LambdaMcp.Telemetry.Records;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Calls.Retries;

/// <summary>
/// Makes a call as often as <see cref="RetryRules"/> and its time allow. The one place that repeats calls: the SDK does not, since it knows
/// neither tools nor deadlines.
/// </summary>
// By hand, since Polly's breaker knows rates and no failures in a row, and nothing of it is needed where a call succeeds.
internal sealed partial class RepeatedCalls(TimeProvider time, ILogger logger)
{
    private readonly TargetBreakers _breakers = new(time);

    /// <param name="target">The function.</param>
    /// <param name="timeout">How long all attempts together may take.</param>
    /// <param name="call">Makes the call in the time that it is given.</param>
    /// <param name="record">Hears when a failure opens the breaker.</param>
    /// <param name="cancellationToken">Cancelled when nobody wants the answer any more.</param>
    /// <exception cref="HandedOverException">The call was handed over, and nobody waits for its answer.</exception>
    /// <exception cref="CallFailedException">The function failed, or is left alone for the time being.</exception>
    /// <exception cref="TargetUnavailableException">It could not be called; <see cref="TargetUnavailableException.Attempts"/> says how often that was tried.</exception>
    public async Task<FunctionAnswer> CallAsync(
        CallTarget target, TimeSpan? timeout, Func<TimeSpan?, Task<FunctionAnswer>> call, Invocation? record, CancellationToken cancellationToken)
    {
        if (_breakers.Wait(target.FunctionArn) is { } wait)
            throw LeftAlone(target, wait);
        var started = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await call(timeout - time.GetElapsedTime(started));
                _breakers.Succeeded(target.FunctionArn);
                return attempt == 1 ? answer : answer with { Attempts = attempt };
            }
            catch (HandedOverException)
            {
                _breakers.Succeeded(target.FunctionArn);
                throw;
            }
            catch (Exception failure) when (failure is TargetUnavailableException or CallFailedException or McpErrorException)
            {
                Note(target, failure, record);
                if (!await WaitAsync(target, failure, attempt, timeout - time.GetElapsedTime(started), cancellationToken))
                {
                    if (attempt == 1)
                        throw;
                    if (failure is CallFailedException failed)
                        throw failed.Saying($" It was tried {attempt} times.");
                    if (failure is TargetUnavailableException unavailable)
                        unavailable.Attempts = attempt;
                    throw;
                }
            }
        }
    }

    private void Note(CallTarget target, Exception failure, Invocation? record)
    {
        if (RetryRules.IsOutage(failure))
        {
            if (_breakers.Failed(target.FunctionArn) && record is not null)
                record.OpenedBreaker = true;
        }
        else if (RetryRules.HasRun(failure))
            _breakers.Succeeded(target.FunctionArn);
    }

    /// <summary>Waits until the call may be repeated; false when it may not.</summary>
    private async ValueTask<bool> WaitAsync(CallTarget target, Exception failure, int attempt, TimeSpan? left, CancellationToken cancellationToken)
    {
        var attempts = RetryRules.Attempts(target);
        if (attempt >= attempts || !RetryRules.MayRepeat(target, failure))
            return false;
        var pause = RetryRules.Pause(target, attempt, Random.Shared.NextDouble());
        if (pause >= left)
            return false;
        var began = time.GetTimestamp();
        await Task.Delay(pause, time, cancellationToken);
        // A pause may take longer than it was meant to.
        if (time.GetElapsedTime(began) >= left || _breakers.Wait(target.FunctionArn) is not null)
            return false;
        LogRepeated(target.Name, target.FunctionArn, attempt, attempts, failure.Message, pause.TotalMilliseconds);
        return true;
    }

    private static CallFailedException LeftAlone(CallTarget target, TimeSpan wait) => new(
        "target_unavailable",
        $"AWS Lambda could not run {target.Name} several times in a row, so it is left alone now. Try again in {Math.Ceiling(wait.TotalSeconds):0} seconds.");

    [LoggerMessage(20, LogLevel.Warning, "{Name} ({FunctionArn}) is called again: attempt {Attempt} of {Attempts} failed ({Failure}), after {PauseMs} ms")]
    private partial void LogRepeated(string name, string functionArn, int attempt, int attempts, string failure, double pauseMs);
}
