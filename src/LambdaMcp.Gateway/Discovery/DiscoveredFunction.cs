using System.Collections.Frozen;
using LambdaMcp.Gateway.Discovery.Schemas;
using LambdaMcp.Gateway.Discovery.Tags;

namespace LambdaMcp.Gateway.Discovery;

/// <summary>A function of the account, and what the filters and its tags make of it.</summary>
/// <param name="Function">What Lambda says of it.</param>
/// <param name="Name">How its name fares.</param>
/// <param name="HasTag">Whether it has the tag that is asked for; false also when its name ruled it out before.</param>
internal sealed record DiscoveredFunction(FunctionSummary Function, NameMatch Name, bool HasTag)
{
    /// <summary>Its tags, as far as they were read.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What its tags say of the tool.</summary>
    public FunctionOverrides Overrides { get; init; } = FunctionOverrides.None;

    /// <summary>The ARN that its tag gives for the schema of its arguments.</summary>
    public string? SchemaArn { get; init; }

    /// <summary>The schema of its arguments; null when no tag names one.</summary>
    public FunctionSchema? Schema { get; init; }

    /// <summary>Whether the filters select it. Of others, clients learn nothing.</summary>
    public bool IsImportable => Name is not (NameMatch.None or NameMatch.Own) && HasTag;

    /// <summary>Whether it is to be a tool: one that is not disabled, and whose schema can be used where its tag names one.</summary>
    public bool IsTool => IsImportable && Overrides.Enabled && Schema is not { Fault: not null };
}
