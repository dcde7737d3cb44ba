namespace LambdaMcp.Protocol.Limits;

/// <summary>What a store gave of a principal's time.</summary>
/// <param name="Permits">How many permits; 0: none. They are the last of what is spent, one <see cref="RequestRate.Interval"/> each.</param>
/// <param name="SpentUntil">Until when the principal's time is spent now.</param>
public readonly record struct RateGrant(int Permits, DateTimeOffset SpentUntil);
