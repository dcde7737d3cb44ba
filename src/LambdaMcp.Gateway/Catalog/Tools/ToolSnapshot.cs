using System.Runtime.CompilerServices;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Sets;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>All tools at one moment. The same registrations and functions give the same snapshot, in whatever order they came.</summary>
internal sealed class ToolSnapshot
{
    private readonly Dictionary<string, CatalogTool> _byName;
    private readonly ConditionalWeakTable<CatalogSet, ToolView> _views = [];
    private readonly ToolView _all;

    private ToolSnapshot(Dictionary<string, CatalogTool> byName) => (_byName, _all) = (byName, new(byName.Values));

    /// <summary>The list of all tools for clients of one era.</summary>
    public MarkedList List(bool isStateless) => _all.List(isStateless);

    /// <summary>The tools of a set, or all.</summary>
    public ToolView View(CatalogSet? set) =>
        set is null ? _all : _views.GetValue(set, set => new(_all.Tools.Where(tool => tool.BelongsTo(set))));

    public CatalogTool? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// Registered tools come first: they keep their names, and a function that is registered, as whatever, is not listed a second time
    /// because it was discovered too. Then come the sources, in their order; a tool of theirs whose name is taken is left out.
    /// </summary>
    public static ToolSnapshot Build(
        RegisteredSet registrations, IEnumerable<IReadOnlyList<CatalogTool>> sources, IEnumerable<FunctionSummary> functions, string? prefix)
    {
        var tools = new Dictionary<string, CatalogTool>(StringComparer.Ordinal);
        foreach (var registration in registrations.Served.Where(registration => registration.Type == RegistrationType.Tool))
            tools.TryAdd(registration.Name, FunctionTool.From(registration));
        foreach (var tool in sources.SelectMany(source => source))
            tools.TryAdd(tool.Name, tool);

        var registered = registrations.All.Select(registration => FunctionArn.Unqualified(registration.LambdaArn)).ToHashSet(StringComparer.Ordinal);
        var discovered = functions
            .Where(function => !registered.Contains(function.Arn))
            .Select(function => (Function: function, Name: ToolNames.FromFunctionName(function.Name, prefix)))
            .OrderByDescending(candidate => candidate.Name == candidate.Function.Name)
            .ThenBy(candidate => candidate.Function.Arn, StringComparer.Ordinal);
        foreach (var (function, name) in discovered)
        {
            if (!tools.TryAdd(name, FunctionTool.From(function, name)))
            {
                var other = ToolNames.Disambiguate(name, function.Arn);
                tools.TryAdd(other, FunctionTool.From(function, other));
            }
        }

        return new(tools);
    }
}
