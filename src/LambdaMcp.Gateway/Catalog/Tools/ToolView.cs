using System.Collections.Concurrent;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>Some of the tools, as the lists show them.</summary>
internal sealed class ToolView
{
    private readonly string[] _scopes;
    private readonly ConcurrentDictionary<string, ToolView> _scoped = new(StringComparer.Ordinal);
    private MarkedList? _stateless;
    private MarkedList? _sessions;
    private MarkedList? _searchOnly;

    public ToolView(IEnumerable<CatalogTool> tools)
    {
        Tools = [.. tools.OrderBy(tool => tool.Name, StringComparer.Ordinal)];
        _scopes = [.. Tools.SelectMany(tool => tool.Scopes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The tools, ordered by name.</summary>
    public IReadOnlyList<CatalogTool> Tools { get; }

    /// <summary>The list for clients of one era.</summary>
    public MarkedList List(bool isStateless) => isStateless
        ? _stateless ??= Listed(Tools, isStateless: true)
        : _sessions ??= Listed(Tools, isStateless: false);

    /// <summary>The list where clients search for tools instead of reading about all of them.</summary>
    public MarkedList SearchOnly => _searchOnly ??= Listed(Tools.Where(tool => tool is BuiltInTool { WorksOnCatalog: true }), isStateless: false);

    /// <summary>Those of the tools that who sent the request may see. Callers whose scopes make no difference here share one view.</summary>
    public ToolView For(McpRequest request) => _scopes.Length == 0
        ? this
        : _scoped.GetOrAdd(string.Join(' ', _scopes.Where(request.Scopes.Contains)), _ => new(Tools.Where(tool => tool.IsFor(request))));

    private static MarkedList Listed(IEnumerable<CatalogTool> tools, bool isStateless) =>
        new([.. tools.Where(tool => tool.IsListed).Select(tool => tool.Definition(isStateless))]);
}
