using System.Text.Json;
using LambdaMcp.Protocol.Sessions;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Methods;

/// <summary><c>initialize</c> (MCP 2025-11-25, "Initialization"): agrees on a revision and opens a session if the server keeps any.</summary>
internal sealed partial class Initialize(Introductions introductions, SessionLifecycle? sessions, ILogger<Initialize> logger) : IMcpMethod
{
    public string Name => RequestMethods.Initialize;

    public Eras Eras => Eras.Sessions;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var (requested, clientInfo, declared) = InitializeParameters.Read(request.Params);
        var version = ProtocolVersions.Negotiate(requested);
        var introduction = await introductions.ReadAsync(cancellationToken);
        if (sessions is null)
            return new Answer(version, null, introduction);

        if (request.Session is { } begun)
        {
            // A client of 2024-11-05 has had its session since it opened its stream.
            await sessions.ChangeAsync(
                begun, changed => changed with { ProtocolVersion = version, ClientInfo = clientInfo, ClientCapabilities = declared }, cancellationToken);
            return new Answer(version, null, introduction);
        }

        var session = await sessions.OpenAsync(request.Principal, request.Set, version, clientInfo, declared, cancellationToken);
        LogOpened(session.Owner, version);
        return new Answer(version, session.Id, introduction);
    }

    [LoggerMessage(1, LogLevel.Information, "Session opened for {Owner}, protocol version {ProtocolVersion}")]
    private partial void LogOpened(string owner, string protocolVersion);

    /// <summary>The result, and the id of the session that the HTTP answer names.</summary>
    internal sealed class Answer(string protocolVersion, string? sessionId, Introduction introduction) : McpResult
    {
        public string? SessionId => sessionId;

        public override void WriteMembers(Utf8JsonWriter writer)
        {
            writer.WriteString("protocolVersion"u8, protocolVersion);
            introduction.Capabilities.WriteTo(writer, protocolVersion);
            writer.WritePropertyName("serverInfo"u8);
            introduction.Server.WriteTo(writer);
            if (introduction.Instructions is { Length: > 0 } instructions)
                writer.WriteString("instructions"u8, instructions);
        }
    }
}
