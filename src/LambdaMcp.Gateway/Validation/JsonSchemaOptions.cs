namespace LambdaMcp.Gateway.Validation;

/// <summary>The bounds that keep a hostile schema or value from costing more than it should.</summary>
public sealed record JsonSchemaOptions
{
    internal static JsonSchemaOptions Default { get; } = new();

    /// <summary>True refuses keywords that JSON Schema 2020-12 does not define; by default they are annotations.</summary>
    public bool RefuseUnknownKeywords { get; init; }

    /// <summary>
    /// True refuses <c>dependencies</c>, <c>$recursiveRef</c> and <c>$recursiveAnchor</c>, which had a meaning in older drafts and have none in
    /// 2020-12: whoever writes them expects that they are checked.
    /// </summary>
    public bool RefuseSupersededKeywords { get; init; }

    /// <summary>How deep subschemas may nest.</summary>
    public int MaxSchemaDepth { get; init; } = 64;

    /// <summary>How many subschemas a schema may have.</summary>
    public int MaxSchemaNodes { get; init; } = 10_000;

    /// <summary>
    /// How many subschemas may apply to one and the same value, counted through every <c>$ref</c> and <c>allOf</c>: what stops
    /// schemas that double at each step.
    /// </summary>
    public int MaxExpansion { get; init; } = 20_000;

    /// <summary>How deep a value may nest, as far as the schema descends into it.</summary>
    public int MaxInstanceDepth { get; init; } = 64;

    /// <summary>How many subschemas one validation may apply, besides eight for each byte of the value.</summary>
    public int MaxSteps { get; init; } = 1_000_000;

    /// <summary>How many violations one validation reports at most.</summary>
    public int MaxViolations { get; init; } = 20;

    /// <summary>How long matching one string with one pattern may take.</summary>
    public TimeSpan PatternTimeout { get; init; } = TimeSpan.FromMilliseconds(250);
}
