using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Paging;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Resources;

/// <summary><c>resources/templates/list</c> (MCP 2025-11-25, "Resource Templates").</summary>
internal sealed class ListResourceTemplates(IResourceCatalog catalog, ListPages pages) : IMcpMethod
{
    public string Name => RequestMethods.ResourcesTemplatesList;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken) =>
        await pages.PageAsync(request, "resourceTemplates", await catalog.ListTemplatesAsync(request, cancellationToken), cancellationToken);
}
