namespace LambdaMcp.Aws.Management;

/// <summary>A page of <c>GetMetricData</c>.</summary>
internal sealed record GetMetricDataAnswer
{
    public IReadOnlyList<MetricDataResult>? MetricDataResults { get; init; }

    public string? NextToken { get; init; }
}
