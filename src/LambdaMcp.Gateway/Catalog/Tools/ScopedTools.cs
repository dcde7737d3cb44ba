using System.Collections.Concurrent;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>Tools of which some are for callers with certain scopes only. Callers whose scopes make no difference here share one list.</summary>
internal sealed class ScopedTools(IReadOnlyList<CatalogTool> tools)
{
    private readonly string[] _asked = [.. tools.SelectMany(tool => tool.Scopes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    private readonly ConcurrentDictionary<string, MarkedList> _lists = new(StringComparer.Ordinal);

    public MarkedList List(McpRequest request)
    {
        var key = $"{request.IsStateless} {string.Join(' ', _asked.Where(request.Scopes.Contains))}";
        return _lists.GetOrAdd(key, _ => new([.. tools.Where(tool => tool.IsFor(request)).Select(tool => tool.Definition(request.IsStateless))]));
    }
}
