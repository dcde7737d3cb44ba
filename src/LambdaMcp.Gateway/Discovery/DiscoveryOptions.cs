namespace LambdaMcp.Gateway.Discovery;

/// <summary>
/// Which of the account's functions become tools without being registered: those whose name has the prefix or is listed, and that have
/// the tag. A filter that is not set asks nothing; with none set, no function is discovered.
/// </summary>
public sealed class DiscoveryOptions
{
    /// <summary>Functions whose names start so (<c>FUNCTION_PREFIX</c>); the prefix is not part of the tool's name.</summary>
    public string? FunctionPrefix { get; init; }

    /// <summary>Functions by name (<c>FUNCTION_LIST</c>).</summary>
    public IReadOnlySet<string> FunctionList { get; init; } = new HashSet<string>();

    /// <summary>The tag that functions must have (<c>FUNCTION_TAG_KEY</c>, <c>FUNCTION_TAG_VALUE</c>); null asks for none.</summary>
    public KeyValuePair<string, string>? FunctionTag { get; init; }

    /// <summary>The tag whose value is the ARN of an EventBridge schema of the arguments (<c>FUNCTION_INPUT_SCHEMA_ARN_TAG_KEY</c>).</summary>
    public string? InputSchemaArnTagKey { get; init; }

    /// <summary>Whether tags beginning with <c>mcp:</c> say more of a tool (<c>MCP_FUNCTION_TAGS</c>).</summary>
    public bool OverridesByTags { get; init; }

    /// <summary>
    /// The names of the server's own functions, which are never discovered, whatever the filters say: what trusts the events of API Gateway
    /// alone, or does as its callers' roles may, would do for any client what only those may ask for (<c>MCP_OWN_FUNCTIONS</c>).
    /// </summary>
    public IReadOnlySet<string> OwnFunctions { get; init; } = new HashSet<string>();

    /// <summary>Whether any function can be discovered.</summary>
    public bool IsEnabled => HasNameFilter || FunctionTag is not null;

    /// <summary>Whether names are asked for.</summary>
    internal bool HasNameFilter => FunctionPrefix is { Length: > 0 } || FunctionList.Count > 0;

    /// <summary>Whether anything needs the functions' tags. Without it they are never read.</summary>
    internal bool NeedsTags => FunctionTag is not null || InputSchemaArnTagKey is not null || OverridesByTags;
}
