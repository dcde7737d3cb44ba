using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>Some of the tools, as the lists show them.</summary>
internal sealed class ToolView
{
    private readonly NarrowedViews<ToolView> _narrowed;
    private MarkedList? _stateless;
    private MarkedList? _sessions;
    private MarkedList? _searchOnly;

    public ToolView(IEnumerable<CatalogTool> tools)
    {
        Tools = [.. tools.OrderBy(tool => tool.Name, StringComparer.Ordinal)];
        _narrowed = new(Tools.Select(tool => tool.Scopes));
    }

    /// <summary>The tools, ordered by name.</summary>
    public IReadOnlyList<CatalogTool> Tools { get; }

    /// <summary>The list for clients of one era.</summary>
    public MarkedList List(bool isStateless) => isStateless
        ? _stateless ??= Listed(Tools, isStateless: true)
        : _sessions ??= Listed(Tools, isStateless: false);

    /// <summary>The list where clients search for tools instead of reading about all of them.</summary>
    public MarkedList SearchOnly => _searchOnly ??= Listed(Tools.Where(tool => tool is BuiltInTool { WorksOnCatalog: true }), isStateless: false);

    /// <summary>Those of the tools that who sent the request may see.</summary>
    public ToolView For(McpRequest request) => request.Allowed.Tools is null && _narrowed.IsOpen ? this : NarrowedFor(request);

    private ToolView NarrowedFor(McpRequest request) =>
        _narrowed.For(request, request.Allowed.Tools?.Key, () => new(Tools.Where(tool => tool.IsFor(request))));

    private static MarkedList Listed(IEnumerable<CatalogTool> tools, bool isStateless) =>
        new([.. tools.Where(tool => tool.IsListed).Select(tool => tool.Definition(isStateless))]);
}
