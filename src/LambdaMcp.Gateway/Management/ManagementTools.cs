using LambdaMcp.Gateway.Catalog.Tools;

namespace LambdaMcp.Gateway.Management;

/// <summary>The management tools among the catalog's.</summary>
internal sealed class ManagementTools(IReadOnlyList<CatalogTool> tools) : IToolSource
{
    public bool IsFresh => true;

    public ValueTask<IReadOnlyList<CatalogTool>> GetAsync(CancellationToken cancellationToken) => new(tools);
}
