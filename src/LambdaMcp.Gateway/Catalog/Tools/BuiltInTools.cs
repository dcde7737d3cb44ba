namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>Tools of the endpoint itself, as a source: they are always the same.</summary>
internal sealed class BuiltInTools(params IReadOnlyList<CatalogTool> tools) : IToolSource
{
    public bool IsFresh => true;

    /// <summary>The tool of this name, if it is one of these.</summary>
    public CatalogTool? Find(string name) => tools.FirstOrDefault(tool => tool.Name == name);

    public ValueTask<IReadOnlyList<CatalogTool>> GetAsync(CancellationToken cancellationToken) => new(tools);
}
