using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Calls.Retries;

/// <summary>
/// Which failed calls are made again, and when. Any call that surely did not run (a throttle, a connection that never stood); one that may
/// have run (a 5xx, a broken connection, a crash) only where the tool says that it reads or is idempotent, or the registration has
/// <c>retry</c>. What a function itself answers, errors included, is an answer; a time-out would only come again.
/// </summary>
internal static class RetryRules
{
    private const int UsualAttempts = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>How often the function may be invoked for one call.</summary>
    public static int Attempts(CallTarget target) => target.Retry?.Attempts ?? UsualAttempts;

    public static bool MayRepeat(CallTarget target, Exception failure) => failure switch
    {
        TargetUnavailableException { DidNotRun: true } => true,
        TargetUnavailableException { Failure: TargetFailure.Unavailable } => IsHarmless(target),
        TargetUnavailableException { Failure: TargetFailure.BrokenOff } or CallFailedException { IsCrash: true } => IsHarmless(target) && !TellsOnItsWay(target),
        _ => false,
    };

    /// <summary>Whether a failure says that Lambda cannot run the function now. A throttle does not: the function runs, for as many others as it may.</summary>
    public static bool IsOutage(Exception failure) => failure is TargetUnavailableException { Failure: TargetFailure.Unavailable };

    /// <summary>Whether the failure is that of a function which Lambda did run, so that Lambda is well.</summary>
    public static bool HasRun(Exception failure) => failure switch
    {
        TargetUnavailableException unavailable => unavailable.Failure is TargetFailure.FunctionTimedOut or TargetFailure.ResponseTooLarge,
        // Told before the function was called.
        CallFailedException failed => failed.Code is not ("invalid_arguments" or "invalid_registration"),
        _ => true,
    };

    /// <summary>How long to wait before the next attempt: twice as long each time, the half of it by chance, so that callers who failed together do not come back together.</summary>
    /// <param name="target">The function.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan Pause(CallTarget target, int attempt, double chance)
    {
        var full = (target.Retry?.BaseDelayMs ?? RetryPolicy.UsualDelayMs) * Math.Pow(2, attempt - 1);
        return TimeSpan.FromMilliseconds(Math.Min(full, LongestPause.TotalMilliseconds) * (0.5 + (chance / 2)));
    }

    private static bool IsHarmless(CallTarget target) => target.IsRepeatable || target.Retry is not null;

    // The client may have heard of a part already.
    private static bool TellsOnItsWay(CallTarget target) => target.Streams || target.Contract == TargetContract.Mcp;
}
