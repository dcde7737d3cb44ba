using System.Text.Json;
using LambdaMcp.Protocol.Sessions;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Methods;

/// <summary><c>initialize</c> (MCP 2025-11-25, "Initialization"): agrees on a revision and opens a session if the server keeps any.</summary>
internal sealed partial class Initialize(McpEndpointOptions options, SessionLifecycle? sessions, ILogger<Initialize> logger) : IMcpMethod
{
    public string Name => RequestMethods.Initialize;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var (requested, clientInfo, capabilities) = InitializeParameters.Read(request.Params);
        var version = ProtocolVersions.Negotiate(requested);
        if (sessions is null)
            return new Answer(version, null, options);

        var session = await sessions.OpenAsync(request.Principal, version, clientInfo, capabilities, cancellationToken);
        LogOpened(session.Owner, version);
        return new Answer(version, session.Id, options);
    }

    [LoggerMessage(1, LogLevel.Information, "Session opened for {Owner}, protocol version {ProtocolVersion}")]
    private partial void LogOpened(string owner, string protocolVersion);

    /// <summary>The result, and the id of the session that the HTTP answer names.</summary>
    internal sealed class Answer(string protocolVersion, string? sessionId, McpEndpointOptions options) : McpResult
    {
        public string? SessionId => sessionId;

        public override void WriteMembers(Utf8JsonWriter writer)
        {
            writer.WriteString("protocolVersion"u8, protocolVersion);
            writer.WriteStartObject("capabilities"u8);
            writer.WriteStartObject("tools"u8);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteStartObject("serverInfo"u8);
            writer.WriteString("name"u8, options.ServerName);
            writer.WriteString("version"u8, options.ServerVersion);
            writer.WriteEndObject();
            if (options.Instructions is { Length: > 0 } instructions)
                writer.WriteString("instructions"u8, instructions);
        }
    }
}
