namespace LambdaMcp.Gateway.Discovery;

/// <summary>Which of the account's functions become tools without being registered. With neither set, none do.</summary>
public sealed class DiscoveryOptions
{
    /// <summary>Functions whose names start so (<c>FUNCTION_PREFIX</c>); the prefix is not part of the tool's name.</summary>
    public string? FunctionPrefix { get; init; }

    /// <summary>Functions by name (<c>FUNCTION_LIST</c>).</summary>
    public IReadOnlySet<string> FunctionList { get; init; } = new HashSet<string>();

    /// <summary>Whether any function can be discovered.</summary>
    public bool IsEnabled => FunctionPrefix is { Length: > 0 } || FunctionList.Count > 0;

    /// <summary>Whether a function of this name may become a tool.</summary>
    public bool Selects(string functionName) =>
        (FunctionPrefix is { Length: > 0 } prefix && functionName.StartsWith(prefix, StringComparison.Ordinal)) ||
        FunctionList.Contains(functionName);
}
