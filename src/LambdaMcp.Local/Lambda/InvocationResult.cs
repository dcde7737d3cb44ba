namespace LambdaMcp.Local.Lambda;

/// <summary>A function's answer as it comes in: buffered answers are complete at once, streamed ones grow.</summary>
internal sealed class InvocationResult : IAsyncDisposable
{
    public required string RequestId { get; init; }

    /// <summary>The content type that the runtime sent; <c>application/vnd.awslambda.http-integration-response</c> has a prelude.</summary>
    public required string ContentType { get; init; }

    /// <summary>True when the function answered with <c>Lambda-Runtime-Function-Response-Mode: streaming</c>.</summary>
    public required bool Streamed { get; init; }

    /// <summary>The answer's bytes; on <see cref="FunctionError"/> the error document.</summary>
    public required Stream Body { get; init; }

    /// <summary><c>Unhandled</c> when the function failed before it answered; else null.</summary>
    public string? FunctionError { get; init; }

    /// <summary>Completes when the invocation is over: the last 4 KB of its log, and an error that came after the answer began.</summary>
    public required Task<InvocationEnd> End { get; init; }

    public ValueTask DisposeAsync() => Body.DisposeAsync();
}
