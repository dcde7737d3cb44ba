namespace LambdaMcp.Gateway.Management.Monitoring;

/// <summary>A value of a metric.</summary>
/// <param name="At">The beginning of the interval that it stands for.</param>
/// <param name="Value">The value.</param>
public readonly record struct MetricPoint(DateTimeOffset At, double Value);
