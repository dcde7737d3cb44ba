namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>Tools that are neither registered one by one nor discovered: the endpoint's own, and those that aggregated functions bring.</summary>
internal interface IToolSource
{
    /// <summary>Whether <see cref="GetAsync"/> would not wait.</summary>
    bool IsFresh { get; }

    /// <summary>The tools. It is the same list as long as nothing changed.</summary>
    ValueTask<IReadOnlyList<CatalogTool>> GetAsync(CancellationToken cancellationToken);
}
