namespace LambdaMcp.Telemetry.Metrics;

/// <summary>One number of a metric.</summary>
/// <param name="Name">The metric, of <see cref="MetricNames"/>.</param>
/// <param name="Unit">Its unit, as CloudWatch calls it.</param>
/// <param name="Value">The number.</param>
/// <param name="IsDetailed">Whether it also goes under the record's second dimension.</param>
internal readonly record struct MetricValue(string Name, string Unit, double Value, bool IsDetailed = false)
{
    public static MetricValue Count(string name, long count = 1, bool isDetailed = false) => new(name, "Count", count, isDetailed);
}
