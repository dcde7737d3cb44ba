using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Sets;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Changes;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>Marks of the lists. They are made once for each reading of the tables, however often they are asked for.</summary>
internal sealed class CatalogChanges(EntrySource entries, SetDirectory sets, ToolCatalog tools) : IChangeSource
{
    public async ValueTask<ListVersions> ReadAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var toolList = await tools.ReadListAsync(request, cancellationToken);
        var registered = (await entries.GetAsync(cancellationToken)).View(await sets.OfAsync(request, cancellationToken)).For(request);
        return new(toolList.Mark, registered.Prompts.List.Mark, registered.Resources.Resources.Mark + registered.Resources.Templates.Mark);
    }
}
