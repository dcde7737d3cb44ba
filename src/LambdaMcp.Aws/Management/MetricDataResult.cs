using LambdaMcp.Gateway.Management.Monitoring;

namespace LambdaMcp.Aws.Management;

/// <summary>A series, or a part of it; times are seconds since 1970.</summary>
internal sealed record MetricDataResult
{
    public string? Id { get; init; }

    public IReadOnlyList<double>? Timestamps { get; init; }

    public IReadOnlyList<double>? Values { get; init; }

    public IEnumerable<MetricPoint> Points() => (Timestamps ?? []).Zip(
        Values ?? [], static (time, value) => new MetricPoint(DateTimeOffset.FromUnixTimeSeconds((long)time), value));
}
