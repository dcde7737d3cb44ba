using System.Collections.Concurrent;

namespace LambdaMcp.Protocol.Sessions;

/// <summary>Sessions in this process's memory, for a server that is one process.</summary>
public sealed class InMemorySessionStore(TimeProvider time) : ISessionStore
{
    // A deleted session's id is remembered for longer than any id can be revived.
    private static readonly TimeSpan Tombstone = TimeSpan.FromDays(30);

    private readonly ConcurrentDictionary<string, SessionRecord> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _deleted = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task CreateAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        RemoveExpired();
        return !_deleted.ContainsKey(session.Id) && _sessions.TryAdd(session.Id, session)
            ? Task.CompletedTask
            : throw new InvalidOperationException("A session with this id exists, or existed and was deleted.");
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
        while (_sessions.TryGetValue(id, out var stored) && stored.Owner == owner)
        {
            _deleted[id] = time.GetUtcNow() + Tombstone;
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

        foreach (var entry in _deleted)
        {
            if (entry.Value <= now)
                _deleted.TryRemove(entry);
        }
    }
}
