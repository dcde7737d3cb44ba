namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>Tools that are neither registered one by one nor discovered: the endpoint's own, and those that aggregated functions bring.</summary>
internal interface IToolSource
{
    /// <summary>Whether <see cref="GetAsync"/> would not wait.</summary>
    bool IsFresh { get; }

    /// <summary>The tools. It is the same list as long as nothing changed.</summary>
    ValueTask<IReadOnlyList<CatalogTool>> GetAsync(CancellationToken cancellationToken);

    /// <summary>The tool of this name, found without waiting for tools that cannot have it; null when there is none.</summary>
    async ValueTask<CatalogTool?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken)).FirstOrDefault(tool => tool.Name == name);
}
