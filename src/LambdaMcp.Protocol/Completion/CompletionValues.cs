namespace LambdaMcp.Protocol.Completion;

/// <summary>The answer to <c>completion/complete</c>.</summary>
/// <param name="Values">The values, best first; the endpoint sends at most 100.</param>
/// <param name="Total">How many there are in all, if known.</param>
/// <param name="HasMore">Whether there are more than these.</param>
public sealed record CompletionValues(IReadOnlyList<string> Values, int? Total = null, bool HasMore = false);
