using System.Collections.Concurrent;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>Keeps authorizers' answers by authorizer and identity, as the stage's authorizer cache does.</summary>
internal sealed class AuthorizerCache(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new();

    public AuthorizerAnswer? Find(string key) =>
        _entries.TryGetValue(key, out var entry) && entry.Expires > time.GetUtcNow() ? entry.Answer : null;

    public void Add(string key, AuthorizerAnswer answer, TimeSpan timeToLive)
    {
        var now = time.GetUtcNow();
        foreach (var (stale, entry) in _entries)
        {
            if (entry.Expires <= now)
                _entries.TryRemove(stale, out _);
        }
        _entries[key] = new Entry(answer, now + timeToLive);
    }

    private sealed record Entry(AuthorizerAnswer Answer, DateTimeOffset Expires);
}
