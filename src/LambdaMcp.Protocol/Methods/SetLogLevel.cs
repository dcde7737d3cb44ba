using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Sessions;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Methods;

/// <summary><c>logging/setLevel</c> (MCP 2025-11-25, "Logging").</summary>
internal sealed class SetLogLevel(SessionLifecycle? sessions) : IMcpMethod
{
    // The SDK's constant is marked obsolete, as the newest revision has no such method.
    public const string MethodName = "logging/setLevel";

    public string Name => MethodName;

    public Eras Eras => Eras.Sessions;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var level = Parameters.Text(request, "level");
        if (!LogLevels.IsKnown(level))
            throw new McpProtocolException($"params.level of logging/setLevel must be one of {LogLevels.All}.", McpErrorCode.InvalidParams);
        if (sessions is not null && request.Session is { } session && session.LogLevel != level)
            await sessions.ChangeAsync(session, changed => changed with { LogLevel = level }, cancellationToken);
        return McpResult.Empty;
    }
}
