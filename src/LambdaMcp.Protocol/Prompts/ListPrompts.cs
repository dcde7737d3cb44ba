using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Paging;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Prompts;

/// <summary><c>prompts/list</c> (MCP 2025-11-25, "Listing Prompts").</summary>
internal sealed class ListPrompts(IPromptCatalog catalog, ListPages pages) : IMcpMethod
{
    public string Name => RequestMethods.PromptsList;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken) =>
        await pages.PageAsync(request, "prompts", await catalog.ListAsync(request, cancellationToken), cancellationToken);
}
