namespace LambdaMcp.Aws.Discovery;

/// <summary>Resources with this tag.</summary>
/// <param name="Key">The tag's key.</param>
/// <param name="Values">Values of which it has one; null for any.</param>
internal sealed record TagFilter(string Key, IReadOnlyList<string>? Values);
