namespace LambdaMcp.Aws.Management;

/// <summary>A metric and its statistic over intervals of so many seconds.</summary>
internal sealed record MetricStat(Metric Metric, int Period, string Stat);
