using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Sessions;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Resources;

/// <summary><c>resources/unsubscribe</c> (MCP 2025-11-25, "Subscriptions").</summary>
internal sealed class UnsubscribeFromResource(SessionLifecycle? sessions) : IMcpMethod
{
    public string Name => RequestMethods.ResourcesUnsubscribe;

    public Eras Eras => Eras.Sessions;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var uri = Parameters.Uri(request);
        if (sessions is not null && request.Session is { } session && session.Subscriptions.Contains(uri))
        {
            await sessions.ChangeAsync(
                session, changed => changed with { Subscriptions = changed.Subscriptions.Where(other => other != uri).ToArray() }, cancellationToken);
        }

        return McpResult.Empty;
    }
}
