namespace LambdaMcp.Telemetry.Records;

/// <summary>By what ids a request is known elsewhere. Found among an HTTP request's features, and in an MCP request.</summary>
public sealed record RequestOrigin
{
    /// <summary>A request of which nothing is known.</summary>
    public static RequestOrigin Unknown { get; } = new();

    /// <summary>The id of the Lambda invocation that serves it.</summary>
    public string? FunctionRequestId { get; init; }

    /// <summary>API Gateway's id, the HTTP server's, or AgentCore Gateway's.</summary>
    public string? ApiRequestId { get; init; }

    /// <summary>Which of the principal's tokens it came with: an identifier, never the token.</summary>
    public string? TokenId { get; init; }

    /// <summary>The IAM identity that signed it, if one did: its ARN.</summary>
    public string? Signer { get; init; }
}
