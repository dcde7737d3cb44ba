namespace LambdaMcp.Gateway.Targets;

/// <summary>What a function answered.</summary>
/// <param name="Payload">The answer's bytes, which need not be JSON.</param>
/// <param name="FunctionError"><c>X-Amz-Function-Error</c> (<c>Unhandled</c>, <c>Handled</c>), or null when the function did not fail.</param>
/// <param name="RequestId">The invocation's request id.</param>
public sealed record TargetResponse(ReadOnlyMemory<byte> Payload, string? FunctionError, string RequestId)
{
    /// <summary>The last 4 KB of the invocation's log, if it was asked for and Lambda gave it.</summary>
    public string? LogTail { get; init; }
}
