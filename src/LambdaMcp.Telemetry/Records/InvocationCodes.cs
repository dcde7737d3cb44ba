namespace LambdaMcp.Telemetry.Records;

/// <summary>Words for failures that records are counted by.</summary>
public static class InvocationCodes
{
    /// <summary>As many calls were under way as there may be.</summary>
    public const string TooManyCalls = "too_many_calls";
}
