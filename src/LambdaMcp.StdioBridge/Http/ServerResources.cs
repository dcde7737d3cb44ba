using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Resources;

namespace LambdaMcp.StdioBridge.Http;

/// <summary>The stdio server's resources.</summary>
internal sealed class ServerResources(ServerRequests server, ServerLists lists, ServerSubscriptions subscriptions) : IResourceCatalog
{
    public async ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var resources = (await lists.Resources.ReadAsync(cancellationToken)).Entries;
        return request.Allowed.Resources is null ? resources : [.. resources.Where(resource => request.Allowed.AllowsResource(resource.Name))];
    }

    // A token for some resources has their URIs, and needs no template to find them.
    public async ValueTask<IReadOnlyList<ListEntry>> ListTemplatesAsync(McpRequest request, CancellationToken cancellationToken) =>
        request.Allowed.Resources is null ? (await lists.Templates.ReadAsync(cancellationToken)).Entries : [];

    public async ValueTask<McpResult?> ReadAsync(McpRequest request, string uri, CancellationToken cancellationToken)
    {
        if (request.Allowed.AllowsResource(uri))
            return await server.SendAsync(request, cancellationToken);
        server.Refuse(request);
        return null;
    }

    /// <summary>Asked before a client is told of a resource's updates, so the server is asked to tell of them; it alone knows whether there is such a resource.</summary>
    public async ValueTask<bool> ExistsAsync(McpRequest request, string uri, CancellationToken cancellationToken) =>
        request.Allowed.AllowsResource(uri) && await subscriptions.AddAsync(request, uri, cancellationToken);
}
