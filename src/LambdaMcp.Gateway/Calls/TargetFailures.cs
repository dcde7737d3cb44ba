using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Calls;

/// <summary>What the client is told when a function could not be called, in one place.</summary>
internal static class TargetFailures
{
    public static CallFailedException Describe(string name, TargetUnavailableException unavailable)
    {
        var failed = Describe(unavailable.Failure, name, unavailable);
        return unavailable.Attempts == 1 ? failed : failed.Saying($" It was tried {unavailable.Attempts} times.");
    }

    private static CallFailedException Describe(TargetFailure failure, string name, TargetUnavailableException unavailable) => failure switch
    {
        TargetFailure.NotFound => new("function_not_found",
            $"The function behind {name} no longer exists. List the tools again; the administrator can register another function.", unavailable),
        TargetFailure.AccessDenied => new("access_denied",
            $"This server may not invoke the function behind {name}. The administrator must grant it lambda:InvokeFunction on that function.", unavailable),
        TargetFailure.Throttled => new("throttled",
            $"The function behind {name} is at its concurrency limit. Wait some seconds, then call it again.", unavailable),
        TargetFailure.TimedOut => new("timed_out",
            $"{name} did not answer in time. It may still be running: check what it did before you call it again, or ask for less at once.", unavailable),
        TargetFailure.FunctionTimedOut => new("function_timed_out",
            $"{name} did not finish within the time its function has, and was stopped. Ask for less at once, or have the function's timeout raised.", unavailable),
        TargetFailure.RequestTooLarge => new("request_too_large",
            $"The arguments of {name} are larger than Lambda takes (6 MB). Send less, or pass a reference to the data.", unavailable),
        TargetFailure.EventTooLarge => new("request_too_large",
            $"The arguments of {name}, which is only handed over, are larger than Lambda takes for that (1 MB). Send less, or pass a reference to the data.", unavailable),
        TargetFailure.ContextTooLarge => new("context_too_large",
            $"The id and the progress token of this call of {name} are larger than Lambda takes beside the arguments (about 2.6 KB). Use shorter ones.", unavailable),
        TargetFailure.ResponseTooLarge => new("response_too_large",
            $"The answer of {name} is larger than Lambda carries (6 MB). Ask for less at once.", unavailable),
        TargetFailure.BrokenOff => new("broken_off",
            $"The answer of {name} broke off. It may have done its work: check before you call it again.", unavailable),
        TargetFailure.Refused => new("refused",
            $"AWS Lambda refused to run {name}. The server's log has the reason.", unavailable),
        _ => new("unavailable",
            $"AWS Lambda could not run {name} now. Try again in some seconds.", unavailable),
    };
}
