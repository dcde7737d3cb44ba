using System.Collections.Frozen;
using LambdaMcp.Auth.Jwt;

namespace LambdaMcp.Hosting.Settings;

/// <summary>Where requests come from.</summary>
internal sealed record FrontSettings
{
    /// <summary>Whether the process is a Lambda function's.</summary>
    public bool IsLambda { get; init; }

    /// <summary>Whether requests come on standard input.</summary>
    public bool IsStdio { get; init; }

    /// <summary>What the user of standard input may do.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Whether the function is invoked with a response stream, as a streamed proxy integration does.</summary>
    public bool StreamsResponses { get; init; }

    /// <summary>Which events a Lambda function gets.</summary>
    public LambdaEventSource EventSource { get; init; } = LambdaEventSource.RestApi;

    /// <summary>The address that a self-hosted endpoint listens on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port that a self-hosted endpoint listens on; 0 lets the system choose.</summary>
    public int Port { get; init; } = 3000;

    /// <summary>The bearer token (or the JSON of several) that a self-hosted endpoint takes.</summary>
    public string? Token { get; init; }

    /// <summary>The file that holds it instead.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The Secrets Manager secret that holds it instead.</summary>
    public string? TokenSecretArn { get; init; }

    /// <summary>Whose JWT access tokens are taken.</summary>
    public TokenIssuers Issuers { get; init; } = TokenIssuers.None;

    /// <summary>The DynamoDB table of the tokens that <c>lambda-mcp token</c> keeps; they are good beside the others.</summary>
    public string? TokensTable { get; init; }

    /// <summary>How long a self-hosted endpoint that is told to stop gives the requests that are open.</summary>
    public TimeSpan DrainLimit { get; init; }

    public static FrontSettings Read(EnvironmentReader environment, bool isStdio = false) => new()
    {
        IsStdio = isStdio,
        Scopes = environment.List("MCP_STDIO_SCOPES").ToHashSet(StringComparer.Ordinal),
        IsLambda = !isStdio && environment.Text("AWS_LAMBDA_FUNCTION_NAME") is not null,
        StreamsResponses = environment.Flag("MCP_RESPONSE_STREAMING"),
        EventSource = environment.Choice("MCP_EVENT_SOURCE", LambdaEventSource.RestApi, LambdaEventSource.HttpApi),
        Host = environment.Text("MCP_SERVER_HOST") ?? "127.0.0.1",
        Port = environment.Number("MCP_SERVER_PORT", 3000, least: 0, most: 65_535),
        Token = environment.Text("MCP_AUTH_TOKEN"),
        TokenFile = environment.Text("MCP_AUTH_TOKEN_FILE"),
        TokenSecretArn = environment.Text("MCP_AUTH_TOKEN_SECRET_ARN"),
        Issuers = environment.Parse(TokenIssuers.Variable, TokenIssuers.Read),
        TokensTable = environment.Text("MCP_TOKENS_TABLE"),
        DrainLimit = TimeSpan.FromSeconds(environment.Number("MCP_DRAIN_SECONDS", 25, least: 0, most: 3600)),
    };
}
