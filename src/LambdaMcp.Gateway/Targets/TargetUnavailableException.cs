namespace LambdaMcp.Gateway.Targets;

/// <summary>A function could not be called, or did not answer in time.</summary>
/// <param name="failure">The reason.</param>
/// <param name="message">What Lambda said.</param>
/// <param name="innerException">The SDK's exception.</param>
public sealed class TargetUnavailableException(TargetFailure failure, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The reason.</summary>
    public TargetFailure Failure { get; } = failure;

    /// <summary>Whether the function surely did not run, so that nothing can happen twice when it is called again.</summary>
    public bool DidNotRun { get; init; } = failure == TargetFailure.Throttled;

    /// <summary>How often the call was tried.</summary>
    public int Attempts { get; internal set; } = 1;
}
