namespace LambdaMcp.Local.Lambda;

/// <summary>How an environment is done with an invocation.</summary>
/// <param name="Invocation">The invocation.</param>
/// <param name="Failure">What its caller gets in place of an answer.</param>
/// <param name="Aftermath">What went wrong once it was answered: too late for the caller, but the invocation has failed.</param>
/// <param name="LogTail">The end of what was logged.</param>
/// <param name="Reusable">True when the process waits for the next event.</param>
/// <param name="Duration">How long the function ran, its start-up left out.</param>
internal sealed record RunOutcome(Invocation Invocation, FunctionFailure? Failure, FunctionFailure? Aftermath, string LogTail, bool Reusable, TimeSpan Duration)
{
    /// <summary>Tells the caller. Comes after the environment is free, so that a caller's next call finds it so.</summary>
    public void Finish()
    {
        Invocation.Deliver(Failure);
        Invocation.Finish(LogTail);
        Invocation.Complete(Failure ?? Aftermath);
    }
}
