namespace LambdaMcp.Aws.Management;

/// <summary>The input of <c>GetMetricData</c>; times are seconds since 1970.</summary>
internal sealed record GetMetricDataInput
{
    public required IReadOnlyList<MetricDataQuery> MetricDataQueries { get; init; }

    public required long StartTime { get; init; }

    public required long EndTime { get; init; }

    public required string ScanBy { get; init; }

    public string? NextToken { get; init; }
}
