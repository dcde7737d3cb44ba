namespace LambdaMcp.Gateway.Targets;

/// <summary>The end of a streamed answer: nothing follows it.</summary>
/// <param name="ErrorCode">Null when the function ended well; otherwise what kind of failure it was, such as <c>Unhandled</c>.</param>
/// <param name="ErrorDetails">What the function said of its failure: text, by Lambda's runtimes JSON with <c>errorType</c> and <c>errorMessage</c>.</param>
/// <param name="RequestId">The invocation's request id.</param>
public sealed record TargetStreamEnd(string? ErrorCode, string? ErrorDetails, string RequestId) : TargetStreamEvent;
