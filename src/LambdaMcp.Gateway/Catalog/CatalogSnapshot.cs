using System.Text.Json;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>All tools at one moment. The same registrations and functions give the same snapshot, in whatever order they came.</summary>
internal sealed class CatalogSnapshot
{
    private readonly Dictionary<string, CatalogTool> _byName;

    private CatalogSnapshot(Dictionary<string, CatalogTool> byName)
    {
        _byName = byName;
        Definitions = byName.Values.Select(tool => tool.Definition).OrderBy(tool => tool.Name, StringComparer.Ordinal).ToArray();
    }

    public IReadOnlyList<ListEntry> Definitions { get; }

    public CatalogTool? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// Registered tools come first: they keep their names, and a function that is registered is not listed a second time because it
    /// was discovered too.
    /// </summary>
    public static CatalogSnapshot Build(IEnumerable<Registration> registrations, IEnumerable<FunctionSummary> functions, string? prefix)
    {
        var tools = new Dictionary<string, CatalogTool>(StringComparer.Ordinal);
        var registered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var registration in registrations.Where(IsServable).OrderBy(registration => registration.Id, StringComparer.Ordinal))
        {
            registered.Add(registration.LambdaArn);
            if (registration.Enabled)
                tools.TryAdd(registration.Name, CatalogTool.From(registration));
        }

        var discovered = functions
            .Where(function => !registered.Contains(function.Arn))
            .Select(function => (Function: function, Name: ToolNames.FromFunctionName(function.Name, prefix)))
            .OrderByDescending(candidate => candidate.Name == candidate.Function.Name)
            .ThenBy(candidate => candidate.Function.Arn, StringComparer.Ordinal);
        foreach (var (function, name) in discovered)
        {
            if (!tools.TryAdd(name, CatalogTool.From(function, name)))
            {
                var other = ToolNames.Disambiguate(name, function.Arn);
                tools.TryAdd(other, CatalogTool.From(function, other));
            }
        }

        return new(tools);
    }

    // A single tool that breaks a rule of MCP makes clients refuse the whole list.
    private static bool IsServable(Registration registration) =>
        registration.Type == RegistrationType.Tool && ToolNames.IsValid(registration.Name) &&
        ToolJson.IsObjectSchema(registration.InputSchema) && ToolJson.IsObjectSchema(registration.OutputSchema) &&
        registration.Annotations?.ValueKind is null or JsonValueKind.Object;
}
