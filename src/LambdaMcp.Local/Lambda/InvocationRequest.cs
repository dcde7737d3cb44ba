using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.Lambda;

/// <summary>One event for a function.</summary>
internal sealed record InvocationRequest(ReadOnlyMemory<byte> Payload)
{
    /// <summary>The client context, base64 as in <c>X-Amz-Client-Context</c>.</summary>
    public string? ClientContext { get; init; }

    /// <summary>The id of the invocation; null for a new one.</summary>
    public string? RequestId { get; init; }

    /// <summary><c>X-Amzn-Trace-Id</c> of the caller.</summary>
    public string? TraceId { get; init; }

    /// <summary>The step that sends it; null when nothing that runs here does.</summary>
    public Hop? Caller { get; init; }
}
