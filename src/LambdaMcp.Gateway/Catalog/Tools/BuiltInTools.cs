namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>Tools of the endpoint itself, as a source: they are always the same.</summary>
internal sealed class BuiltInTools(params IReadOnlyList<CatalogTool> tools) : IToolSource
{
    public bool IsFresh => true;

    public ValueTask<IReadOnlyList<CatalogTool>> GetAsync(CancellationToken cancellationToken) => new(tools);
}
