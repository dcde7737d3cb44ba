namespace LambdaMcp.Gateway.Management.Monitoring;

/// <summary>A metric that Lambda keeps of each function, and how its samples are summed up.</summary>
/// <param name="Metric">Such as <c>Invocations</c>.</param>
/// <param name="Statistic">Such as <c>Sum</c> or <c>p95</c>.</param>
public sealed record MetricQuery(string Metric, string Statistic);
