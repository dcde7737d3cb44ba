namespace LambdaMcp.Aws.Management;

/// <summary>What a metric is measured of.</summary>
internal sealed record MetricDimension(string Name, string Value);
