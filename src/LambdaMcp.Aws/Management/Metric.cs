namespace LambdaMcp.Aws.Management;

/// <summary>The name of a metric.</summary>
internal sealed record Metric(string Namespace, string MetricName, IReadOnlyList<MetricDimension> Dimensions);
