using System.Runtime.CompilerServices;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Rules;
using LambdaMcp.Gateway.Sets;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>All tools at one moment. The same registrations and functions give the same snapshot, in whatever order they came.</summary>
internal sealed class ToolSnapshot
{
    private readonly Dictionary<string, CatalogTool> _byName;
    private readonly ConditionalWeakTable<CatalogSet, ToolView> _views = [];
    private readonly ToolView _all;

    private ToolSnapshot(Dictionary<string, CatalogTool> byName, IReadOnlyList<DiscoveredTool> discovered, IReadOnlyList<CatalogTool> leftOut) =>
        (_byName, _all, Discovered, LeftOut) = (byName, new(byName.Values), discovered, leftOut);

    /// <summary>The discovered functions that are not registered, and what became of each.</summary>
    public IReadOnlyList<DiscoveredTool> Discovered { get; }

    /// <summary>The tools of sources whose names others have.</summary>
    public IReadOnlyList<CatalogTool> LeftOut { get; }

    /// <summary>Every tool, whoever may see it, ordered by name.</summary>
    public IReadOnlyList<CatalogTool> All => _all.Tools;

    /// <summary>The list of all tools for clients of one era.</summary>
    public MarkedList List(bool isStateless) => _all.List(isStateless);

    /// <summary>The tools of a set, or all.</summary>
    public ToolView View(CatalogSet? set) =>
        set is null ? _all : _views.GetValue(set, set => new(_all.Tools.Where(tool => tool.BelongsTo(set))));

    public CatalogTool? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// Registered tools come first: they keep their names, and a function that is registered, as whatever, is not listed a second time
    /// because it was discovered too. Then come the sources, in their order; a tool of theirs whose name is taken is left out. What an
    /// aggregated function brings without a prefix comes last: it may name its tools anew each time that it is asked, and must not name one
    /// as a function of the account is called.
    /// </summary>
    public static ToolSnapshot Build(
        RegisteredSet registrations, IEnumerable<IReadOnlyList<CatalogTool>> sources, IEnumerable<DiscoveredFunction> functions, string? prefix)
    {
        var tools = new Dictionary<string, CatalogTool>(StringComparer.Ordinal);
        foreach (var registration in registrations.Served.Where(registration => registration.Type == RegistrationType.Tool))
            tools.TryAdd(registration.Name, FunctionTool.From(registration));
        var brought = sources.SelectMany(source => source).ToLookup(HasNoPrefix);
        var leftOut = brought[false].Where(tool => !tools.TryAdd(tool.Name, tool)).ToList();

        var registered = registrations.All.Select(registration => FunctionArn.Unqualified(registration.LambdaArn)).ToHashSet(StringComparer.Ordinal);
        var candidates = functions
            .Where(function => function.IsTool && !registered.Contains(function.Function.Arn))
            .Select(function => (Function: function, Name: function.Overrides.Name ?? ToolNames.FromFunctionName(function.Function.Name, prefix)))
            .OrderByDescending(candidate => candidate.Function.Overrides.Name is not null)
            .ThenByDescending(candidate => candidate.Name == candidate.Function.Function.Name)
            .ThenBy(candidate => candidate.Function.Function.Arn, StringComparer.Ordinal);
        DiscoveredTool[] discovered = [.. candidates.Select(candidate => Add(tools, candidate.Function, candidate.Name))];
        leftOut.AddRange(brought[true].Where(tool => !tools.TryAdd(tool.Name, tool)));
        return new(tools, discovered, leftOut);
    }

    /// <summary>Whether an aggregated function brings a tool under the very name that it has there.</summary>
    public static bool HasNoPrefix(CatalogTool tool) => tool is FunctionTool { Target: { Aggregate: not null, NameAtTarget: { } own } } && own == tool.Name;

    private static DiscoveredTool Add(Dictionary<string, CatalogTool> tools, DiscoveredFunction function, string name)
    {
        var given = tools.ContainsKey(name) ? ToolNames.Disambiguate(name, function.Function.Arn) : name;
        var tool = FunctionRegistration.Of(function, given);
        var faults = new RegistrationFaults();
        RegistrationRules.Check(tool, faults);
        if (faults.Any)
            return new(function, name, Given: null, faults.All[0]);
        return new(function, name, tools.TryAdd(given, FunctionTool.From(tool)) ? given : null);
    }
}
