using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>The tools of aggregated functions.</summary>
internal sealed class AggregatedTools(EntrySource entries) : IToolSource
{
    public bool IsFresh => entries.IsFresh;

    public ValueTask<IReadOnlyList<CatalogTool>> GetAsync(CancellationToken cancellationToken) => entries.GetToolsAsync(cancellationToken);

    public async ValueTask<CatalogTool?> FindAsync(string name, CancellationToken cancellationToken) =>
        await entries.FindAsync(RegistrationType.Tool, name, cancellationToken) is { } found ? FunctionTool.From(found) : null;
}
