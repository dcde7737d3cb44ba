namespace LambdaMcp.Gateway.Management.Monitoring;

/// <summary>How long the intervals are that metrics are told by.</summary>
internal static class MetricPeriod
{
    // A series that a model can read.
    private const int MostPoints = 200;

    private static readonly TimeSpan[] Lengths =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1),
    ];

    /// <summary>The shortest length of which the range has few enough, and that CloudWatch still has: minutes for 15 days, five for 63.</summary>
    public static TimeSpan For(TimeRange range, DateTimeOffset now)
    {
        var age = now - range.Start;
        var kept = age > TimeSpan.FromDays(63) ? TimeSpan.FromHours(1) : age > TimeSpan.FromDays(15) ? TimeSpan.FromMinutes(5) : TimeSpan.Zero;
        return Lengths.First(length => (length >= kept && (range.End - range.Start) / length <= MostPoints) || length == Lengths[^1]);
    }
}
