namespace LambdaMcp.Telemetry.Tracing;

/// <summary>How a call failed, in X-Ray's words.</summary>
public enum SegmentFailure
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>The function, or Lambda, failed.</summary>
    Fault,

    /// <summary>The caller was wrong.</summary>
    Error,

    /// <summary>Lambda takes no more calls now.</summary>
    Throttle,
}
