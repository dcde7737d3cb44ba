namespace LambdaMcp.Local.Lambda;

/// <summary>How an environment is done with an invocation; it is reusable when its process waits for the next event.</summary>
internal sealed record RunOutcome(Invocation Invocation, FunctionFailure? Failure, string LogTail, bool Reusable)
{
    /// <summary>Tells the caller. Comes after the environment is free, so that a caller's next call finds it so.</summary>
    public void Finish()
    {
        Invocation.Deliver(Failure);
        Invocation.Finish(LogTail);
    }
}
