namespace LambdaMcp.Hosting.Settings;

/// <summary>What <c>--help</c> prints for a program that brings its own catalogs: the settings that matter there, in the words of <see cref="Help"/>.</summary>
internal static class CatalogHelp
{
    private static readonly string[] Lines = Help.Text.ReplaceLineEndings("\n").Split('\n');

    /// <param name="about">What the program is, and which settings are its own.</param>
    public static string Of(string about) => string.Join('\n', [
        about.TrimEnd(),
        "",
        "Sessions and limits",
        "  MCP_SESSIONS_TABLE                 DynamoDB table of sessions; none: in this process's memory, and on Lambda there are no sessions then",
        .. Entries(
            "MCP_SESSION_TTL_SECONDS", "MCP_STREAM_SECONDS", "MCP_REQUESTS_PER_MINUTE", "MCP_MAX_STREAMS_PER_PRINCIPAL", "MCP_LEGACY_SSE", "MCP_MAX_REQUEST_BYTES",
            "MCP_ALLOWED_ORIGINS"),
        "",
        "Keys: what clients hold and bring back (session ids, cursors, states) is signed and sealed",
        .. Entries("MCP_SEALING_KEY_SECRET_ARN", "MCP_SEALING_KEY"),
        "",
        "What it says of itself",
        "  MCP_SERVER_NAME                    the server's name (its own)",
        "  MCP_SERVER_INSTRUCTIONS            how a model should use it (its own)",
        .. Entries("MCP_PUBLIC_URL", "MCP_OAUTH_SCOPES", "MCP_AUTHORIZATION_SERVERS", "MCP_AUDIT", "MCP_AUDIT_ARGUMENTS", "MCP_AUDIT_ARGUMENT_NAMES"),
        "  MCP_METRICS_NAMESPACE              the CloudWatch namespace of the metrics in them; none: there are no metrics",
        .. Entries("MCP_METRICS_TOOLS"),
        "  POWERTOOLS_SERVICE_NAME            what log lines, records and metrics call this program (the function's name; else mcp-server)",
        .. Entries("LOG_LEVEL"),
        "",
        "Who may call over HTTP: on Lambda whoever an authorizer or an AWS signature (AWS_IAM) vouches for, and everywhere whoever has a token",
        .. Entries("MCP_AUTH_TOKEN", "MCP_AUTH_TOKEN_FILE", "MCP_AUTH_TOKEN_SECRET_ARN", "MCP_TOKENS_TABLE"),
        "  MCP_TOKEN_ISSUERS                  issuers whose JWT access tokens are taken, by their keys: URLs separated by commas, or a JSON array of objects with",
        "                                     issuer, audiences, clientIds, algorithms, scopes, tools, resources, prompts, requestsPerMinute. A token's aud must",
        "                                     be MCP_PUBLIC_URL, or one of the audiences",
        "",
        "As a Lambda function",
        .. Entries("MCP_RESPONSE_STREAMING", "MCP_EVENT_SOURCE"),
        "",
        "As an HTTP server",
        .. Entries("MCP_SERVER_HOST", "MCP_SERVER_PORT", "MCP_DRAIN_SECONDS"),
        "  --health asks the server on this machine that has the same settings whether it answers: exit code 0 or 1",
        "",
        "With --stdio it serves the one client that starts it, on standard input and output, without a token. The log goes to standard error.",
        "",
        "Paths: /mcp, /health, /health/ready (outside Lambda), /.well-known/oauth-protected-resource",
    ]);

    // A variable's line, and those that go on with it.
    private static IEnumerable<string> Entries(params string[] names)
    {
        foreach (var name in names)
        {
            var at = Array.FindIndex(Lines, line => line.StartsWith($"  {name} ", StringComparison.Ordinal));
            yield return Lines[at];
            for (at++; Lines[at].StartsWith("     ", StringComparison.Ordinal); at++)
                yield return Lines[at];
        }
    }
}
