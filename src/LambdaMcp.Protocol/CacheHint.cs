namespace LambdaMcp.Protocol;

/// <summary>How long and by whom a result may be kept (MCP 2026-07-28, "Caching").</summary>
/// <param name="TimeToLive">How long the result stays fresh; sent as <c>ttlMs</c>.</param>
/// <param name="IsPublic">Whether callers may share it: <c>cacheScope</c> is <c>public</c> then, else <c>private</c>.</param>
public readonly record struct CacheHint(TimeSpan TimeToLive, bool IsPublic);
