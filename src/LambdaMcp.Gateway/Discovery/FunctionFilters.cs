namespace LambdaMcp.Gateway.Discovery;

/// <summary>Decides which functions are discovered: prefix or list, and tag.</summary>
internal static class FunctionFilters
{
    public static NameMatch ByName(DiscoveryOptions options, string functionName) => options switch
    {
        { OwnFunctions: var own } when own.Contains(functionName) => NameMatch.Own,
        { FunctionPrefix: { Length: > 0 } prefix } when functionName.StartsWith(prefix, StringComparison.Ordinal) => NameMatch.Prefix,
        { FunctionList: var list } when list.Contains(functionName) => NameMatch.List,
        { HasNameFilter: false, FunctionTag: not null } => NameMatch.NotAsked,
        _ => NameMatch.None,
    };

    /// <summary>True also when no tag is asked for.</summary>
    public static bool ByTag(DiscoveryOptions options, IReadOnlyDictionary<string, string> tags) =>
        options.FunctionTag is not { } wanted || (tags.TryGetValue(wanted.Key, out var value) && value == wanted.Value);
}
