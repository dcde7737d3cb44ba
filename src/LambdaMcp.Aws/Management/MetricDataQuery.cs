using LambdaMcp.Gateway.Management.Monitoring;

namespace LambdaMcp.Aws.Management;

/// <summary>One of the series that <c>GetMetricData</c> is asked for.</summary>
internal sealed record MetricDataQuery(string Id, MetricStat MetricStat)
{
    public static MetricDataQuery Of(string id, string functionName, MetricQuery query, TimeSpan period) => new(id, new(
        new("AWS/Lambda", query.Metric, [new("FunctionName", functionName)]), (int)period.TotalSeconds, query.Statistic));
}
