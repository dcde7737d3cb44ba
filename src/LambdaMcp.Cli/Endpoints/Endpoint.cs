using LambdaMcp.Cli.Aws;

namespace LambdaMcp.Cli.Endpoints;

/// <summary>An MCP endpoint, and what is known of what lies behind it.</summary>
/// <param name="Url">Where it answers.</param>
/// <param name="Source">What named it, for messages: <c>--url</c>, <c>the stack NAME</c>.</param>
/// <param name="Aws">The account behind it.</param>
internal sealed record Endpoint(Uri Url, string Source, AwsChoice Aws)
{
    /// <summary>The bearer token; null: none is sent.</summary>
    public string? Token { get; init; }

    /// <summary>What the token is from, for messages; null: from what named the endpoint.</summary>
    public string? TokenSource { get; init; }

    /// <summary>The registration API; null when it is not known.</summary>
    public Uri? RegisterUrl { get; init; }

    /// <summary>The health check; null when it is not known.</summary>
    public Uri? HealthUrl { get; init; }

    /// <summary>The stack's description, where a stack was named.</summary>
    public StackOutputs? Stack { get; init; }
}
