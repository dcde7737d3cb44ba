namespace LambdaMcp.Gateway.Management.Monitoring;

/// <summary>From one moment to a later one.</summary>
/// <param name="Start">The first moment.</param>
/// <param name="End">The moment after the last.</param>
public readonly record struct TimeRange(DateTimeOffset Start, DateTimeOffset End);
