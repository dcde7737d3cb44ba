namespace LambdaMcp.Telemetry.Tracing;

/// <summary>Tells X-Ray of each call of a function, where Lambda has a daemon for that and the trace is sampled.</summary>
/// <param name="daemon">Takes them; null: nobody is told.</param>
/// <param name="current">The trace of the invocation that is served.</param>
/// <param name="time">The clock.</param>
public sealed class CallSegments(XRayDaemon? daemon, Func<XRayTrace?> current, TimeProvider time)
{
    /// <summary>Tells nobody.</summary>
    public static CallSegments None { get; } = new(null, static () => null, TimeProvider.System);

    /// <summary>Begins a call's subsegment. The calls of Lambda that follow in the same flow of work belong to it, until it ends.</summary>
    /// <param name="functionArn">The function.</param>
    /// <param name="tool">What clients call it.</param>
    /// <param name="traceParent">The client's trace, if it told of one.</param>
    /// <returns>Null where nobody is told.</returns>
    public CallSegment? Begin(string functionArn, string tool, string? traceParent) =>
        daemon is not null && current() is { IsSampled: true, ParentId: not null } trace
            ? new(daemon, trace, functionArn, tool, traceParent, time)
            : null;
}
