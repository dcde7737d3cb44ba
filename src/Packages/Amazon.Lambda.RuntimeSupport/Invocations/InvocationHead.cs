namespace Amazon.Lambda.RuntimeSupport.Invocations;

/// <summary>The headers of an event.</summary>
internal sealed record InvocationHead
{
    public string RequestId { get; set; } = "";

    /// <summary>Milliseconds since 1970; 0 where the Runtime API did not say.</summary>
    public long DeadlineMs { get; set; }

    public string FunctionArn { get; set; } = "";

    public string? TraceId { get; set; }

    public string? ClientContext { get; set; }

    public string? CognitoIdentity { get; set; }
}
