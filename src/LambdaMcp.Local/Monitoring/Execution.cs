namespace LambdaMcp.Local.Monitoring;

/// <summary>An invocation that ended, or was throttled.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Duration">How long it ran; null when it was throttled.</param>
/// <param name="Failed">Whether the function failed.</param>
/// <param name="Concurrency">How many ran as it began, itself included.</param>
internal sealed record Execution(DateTimeOffset Started, TimeSpan? Duration, bool Failed, int Concurrency);
