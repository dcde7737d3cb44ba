using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Paging;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Resources;

/// <summary><c>resources/list</c> (MCP 2025-11-25, "Listing Resources").</summary>
internal sealed class ListResources(IResourceCatalog catalog, ListPages pages) : IMcpMethod
{
    public string Name => RequestMethods.ResourcesList;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken) =>
        await pages.PageAsync(request, "resources", await catalog.ListAsync(request, cancellationToken), cancellationToken);
}
