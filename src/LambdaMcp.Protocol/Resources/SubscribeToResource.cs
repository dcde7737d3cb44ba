using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Sessions;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Resources;

/// <summary><c>resources/subscribe</c> (MCP 2025-11-25, "Subscriptions"): the session's open streams tell of the resource's updates.</summary>
internal sealed class SubscribeToResource(IResourceCatalog catalog, SessionLifecycle? sessions) : IMcpMethod
{
    private const int MostSubscriptions = 100;

    public string Name => RequestMethods.ResourcesSubscribe;

    public Eras Eras => Eras.Sessions;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var uri = Parameters.Uri(request);
        if (sessions is null || request.Session is not { } session)
            throw new McpProtocolException("This server keeps no sessions, so nothing can be subscribed to.", McpErrorCode.InvalidRequest);
        if (!await catalog.ExistsAsync(request, uri, cancellationToken))
            throw ResourceNotFound.For(request, uri);
        if (!session.Subscriptions.Contains(uri))
            await sessions.ChangeAsync(session, changed => changed with { Subscriptions = Added(changed.Subscriptions, uri) }, cancellationToken);
        return McpResult.Empty;
    }

    private static IReadOnlyList<string> Added(IReadOnlyList<string> subscriptions, string uri)
    {
        if (subscriptions.Contains(uri))
            return subscriptions;
        return subscriptions.Count < MostSubscriptions
            ? [.. subscriptions, uri]
            : throw new McpProtocolException($"A session can subscribe to {MostSubscriptions} resources. Unsubscribe from one first.", McpErrorCode.InvalidRequest);
    }
}
