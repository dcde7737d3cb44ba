using System.Collections.Concurrent;

namespace LambdaMcp.Protocol.Sessions;

/// <summary>Sessions in this process's memory, for a server that is one process.</summary>
public sealed class InMemorySessionStore(TimeProvider time) : ISessionStore
{
    private readonly ConcurrentDictionary<string, SessionRecord> _sessions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task CreateAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        RemoveExpired();
        return _sessions.TryAdd(session.Id, session)
            ? Task.CompletedTask
            : throw new InvalidOperationException("A session with this id exists.");
    }

    /// <inheritdoc/>
    public Task<SessionRecord?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Find(id));

    /// <inheritdoc/>
    public Task<bool> TryUpdateAsync(SessionRecord session, CancellationToken cancellationToken) =>
        Task.FromResult(Find(session.Id) is { } stored && stored.Version == session.Version &&
            _sessions.TryUpdate(session.Id, session with { Version = session.Version + 1 }, stored));

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string id, string owner, CancellationToken cancellationToken)
    {
        // Removing the very record that was checked keeps an owner's renewal in between from being lost unseen.
        while (Find(id) is { } stored && stored.Owner == owner)
        {
            if (_sessions.TryRemove(new(id, stored)))
                return Task.FromResult(true);
        }

        return Task.FromResult(false);
    }

    private SessionRecord? Find(string id) =>
        _sessions.TryGetValue(id, out var session) && session.ExpiresAt > time.GetUtcNow() ? session : null;

    private void RemoveExpired()
    {
        var now = time.GetUtcNow();
        foreach (var entry in _sessions)
        {
            if (entry.Value.ExpiresAt <= now)
                _sessions.TryRemove(entry);
        }
    }
}
