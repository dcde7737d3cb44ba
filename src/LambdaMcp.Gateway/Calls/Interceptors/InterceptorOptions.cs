namespace LambdaMcp.Gateway.Calls.Interceptors;

/// <summary>The functions that may change, answer or refuse calls, in the contract of Amazon Bedrock AgentCore Gateway's interceptors.</summary>
public sealed record InterceptorOptions
{
    /// <summary>The function that sees a call before it is made, by name or ARN; null: none.</summary>
    public string? Request { get; init; }

    /// <summary>The function that sees an answer before the client does, by name or ARN; null: none.</summary>
    public string? Response { get; init; }

    /// <summary>Whether they see the headers of the HTTP request, the bearer token among them.</summary>
    public bool PassHeaders { get; init; }
}
