namespace LambdaMcp.Protocol.State;

/// <summary>The state of one session or handle, as it was read.</summary>
/// <param name="Values">JSON texts by their keys.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="Version">Names the write that made it; no two writes have the same, so that a record made anew is never taken for the old one.</param>
public sealed record StateRecord(IReadOnlyDictionary<string, string> Values, DateTimeOffset ExpiresAt, string Version);
