using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Methods;

/// <summary><c>ping</c> (MCP 2025-11-25, "Ping").</summary>
internal sealed class Ping : IMcpMethod
{
    public string Name => RequestMethods.Ping;

    public Eras Eras => Eras.Sessions;

    public ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken) => new(McpResult.Empty);
}
