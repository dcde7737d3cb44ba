namespace LambdaMcp.Telemetry.Arguments;

/// <summary>What a record has of a call's arguments.</summary>
public enum ArgumentForm
{
    /// <summary>A keyed digest, by which equal arguments can be told and none be guessed.</summary>
    Digest,

    /// <summary>The digest, and the arguments' structure with values only under names that are allowed.</summary>
    Redacted,

    /// <summary>Nothing.</summary>
    None,
}
