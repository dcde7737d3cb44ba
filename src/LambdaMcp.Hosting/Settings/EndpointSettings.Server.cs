using LambdaMcp.Auth;
using LambdaMcp.Auth.Metadata;
using LambdaMcp.Aws.Sealing;
using LambdaMcp.Protocol;
using LambdaMcp.Telemetry;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Hosting.Settings;

/// <summary>What every server has, whatever it serves.</summary>
internal sealed partial record EndpointSettings
{
    /// <summary>The settings of a program that brings its own catalogs.</summary>
    /// <param name="environment">The variables.</param>
    /// <param name="isStdio">Whether the process serves standard input and output.</param>
    /// <exception cref="InvalidSettingException">A variable's value cannot be used.</exception>
    public static EndpointSettings ReadForCatalogs(EnvironmentReader environment, bool isStdio = false)
    {
        var service = environment.Text("AWS_LAMBDA_FUNCTION_NAME") ?? "mcp-server";
        var server = ReadServer(environment, FrontSettings.Read(environment, isStdio), service, managementTools: false);
        return server with
        {
            HasOwnCatalogs = true,
            // CloudWatch charges for each metric, and there may be many such functions: whoever wants them says so.
            Telemetry = environment.Text("MCP_METRICS_NAMESPACE") is null ? server.Telemetry with { Namespace = null } : server.Telemetry,
        };
    }

    private static EndpointSettings ReadServer(EnvironmentReader environment, FrontSettings front, string service, bool managementTools)
    {
        var mcp = ReadMcp(environment, front);
        return new()
        {
            Mcp = mcp,
            Resource = ReadResource(environment, front, mcp.ServerName, managementTools),
            Backends = new()
            {
                // The one client's session ends with the process, and so does all that it waits for.
                SessionTable = front.IsStdio ? null : environment.Text("MCP_SESSIONS_TABLE"),
                SealingKeySecret = environment.Text("MCP_SEALING_KEY_SECRET_ARN"),
                SealingKeys = ReadSealingKeys(environment.Text("MCP_SEALING_KEY")),
            },
            Front = front,
            Telemetry = environment.Options(variable => TelemetryOptions.Read(variable, service)) with
            {
                DigestsArguments = !front.IsLambda || environment.Text("MCP_SEALING_KEY_SECRET_ARN") is not null || environment.Text("MCP_SEALING_KEY") is not null,
            },
            LogLevel = front.IsStdio ? ReadLogLevel(environment) : default,
        };
    }

    private static McpEndpointOptions ReadMcp(EnvironmentReader environment, FrontSettings front)
    {
        var mcp = new McpEndpointOptions
        {
            Instructions = environment.Text("MCP_SERVER_INSTRUCTIONS"),
            SessionLifetime = environment.Seconds("MCP_SESSION_TTL_SECONDS", 86_400, least: 60),
            MaxRequestBytes = environment.Number("MCP_MAX_REQUEST_BYTES", 5 * 1024 * 1024, least: 1024, most: 10 * 1024 * 1024),
            RequestsPerMinute = environment.Number("MCP_REQUESTS_PER_MINUTE", 0, least: 0, most: 1_000_000),
            MaxStreamsPerPrincipal = environment.Number("MCP_MAX_STREAMS_PER_PRINCIPAL", 0, least: 0, most: 1000),
        };
        // Where answers are gathered, nobody would hear of a stream before its end.
        var streams = front.StreamsResponses || !front.IsLambda;
        mcp.StreamLifetime = environment.Seconds("MCP_STREAM_SECONDS", 300, least: 0) is var lifetime && streams ? lifetime : TimeSpan.Zero;
        mcp.LegacySse = environment.Flag("MCP_LEGACY_SSE");
        mcp.Deadline = Fronts.LambdaFront.Deadline;
        if (environment.Text("MCP_SERVER_NAME") is { } name)
            mcp.ServerName = name;
        mcp.AllowedOrigins.UnionWith(environment.List("MCP_ALLOWED_ORIGINS"));
        if (front.IsStdio)
            SetForOneClient(mcp);
        return mcp;
    }

    private static ProtectedResource ReadResource(EnvironmentReader environment, FrontSettings front, string name, bool managementTools)
    {
        var scopes = environment.Text("MCP_OAUTH_SCOPES") ?? Principal.McpScope;
        // It goes into a quoted text of the challenge.
        if (!ScopeSyntax.IsList(scopes))
            throw new InvalidSettingException($"MCP_OAUTH_SCOPES is '{scopes}'; it must be scopes separated by single spaces, without quotation marks and backslashes.");
        return new()
        {
            Name = name,
            PublicUrl = environment.Url("MCP_PUBLIC_URL"),
            AuthorizationServers = environment.Parse(AuthorizationServers.Variable, AuthorizationServers.Parse) is { Count: > 0 } named ? named : front.Issuers.Urls,
            RequestedScope = scopes,
            // Whoever has names of their own for scopes names all of them.
            Scopes = scopes == Principal.McpScope && managementTools ? [scopes, Principal.ManageScope] : scopes.Split(' '),
        };
    }

    // Elsewhere the logger reads it.
    private static LogLevel ReadLogLevel(EnvironmentReader environment) => environment.Choice(
        "LOG_LEVEL", LogLevel.Information, LogLevel.Trace, LogLevel.Debug, LogLevel.Warning, LogLevel.Error, LogLevel.Critical, LogLevel.None);

    // The client's one stream lasts as long as the process, and everything is in this process's memory.
    private static void SetForOneClient(McpEndpointOptions mcp)
    {
        mcp.StreamLifetime = mcp.StreamLifetime > TimeSpan.Zero ? TimeSpan.FromDays(20) : TimeSpan.Zero;
        mcp.MailboxInterval = TimeSpan.FromMilliseconds(50);
        mcp.ListChangeInterval = TimeSpan.FromSeconds(5);
        mcp.LegacySse = false;
        mcp.RequestsPerMinute = 0;
        mcp.MaxStreamsPerPrincipal = 0;
    }

    private static IReadOnlyList<ReadOnlyMemory<byte>>? ReadSealingKeys(string? text)
    {
        try
        {
            return text is null ? null : SealingKeyText.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new InvalidSettingException($"MCP_SEALING_KEY cannot be used: {exception.Message}");
        }
    }
}
