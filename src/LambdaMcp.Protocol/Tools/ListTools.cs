using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Paging;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Tools;

/// <summary><c>tools/list</c> (MCP 2025-11-25, "Listing Tools").</summary>
internal sealed class ListTools(IToolCatalog catalog, ListPages pages) : IMcpMethod
{
    public string Name => RequestMethods.ToolsList;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken) =>
        await pages.PageAsync(request, "tools", await catalog.ListAsync(request, cancellationToken), cancellationToken);
}
