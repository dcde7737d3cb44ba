namespace LambdaMcp.Protocol.Sessions;

/// <summary>Sessions in this process's memory, for a server that is one process.</summary>
/// <param name="time">Tells when sessions are over.</param>
public sealed class InMemorySessionStore(TimeProvider time) : ISessionStore
{
    // A session can be opened again under its id for 30 days from its birth; a deleted one is remembered for longer.
    private static readonly TimeSpan Tombstone = TimeSpan.FromDays(31);

    // How long an expired session still keeps its id for its owner.
    private static readonly TimeSpan Reserved = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task CreateAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            RemoveForgotten();
            if (_entries.TryGetValue(session.Id, out var entry) && (entry.Owner != session.Owner || entry.Session is not { } old || IsLive(old)))
                throw new InvalidOperationException($"The session '{session.Id}' exists, or existed and was deleted.");
            Store(session);
            return Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public Task<SessionRecord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(Find(id));
    }

    /// <inheritdoc/>
    public Task<bool> TryUpdateAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Find(session.Id) is not { } stored || stored.Version != session.Version || stored.Owner != session.Owner)
                return Task.FromResult(false);
            Store(session with { Version = session.Version + 1 });
            return Task.FromResult(true);
        }
    }

    /// <summary>Also deletes an expired session that is still remembered, so that it cannot be opened again.</summary>
    public Task<bool> DeleteAsync(string id, string owner, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(id, out var entry) || entry.Owner != owner || entry.Session is null)
                return Task.FromResult(false);
            _entries[id] = new Entry(owner, null, time.GetUtcNow() + Tombstone);
            return Task.FromResult(true);
        }
    }

    private SessionRecord? Find(string id) => _entries.TryGetValue(id, out var entry) && entry.Session is { } session && IsLive(session) ? session : null;

    private bool IsLive(SessionRecord session) => session.ExpiresAt > time.GetUtcNow();

    private void Store(SessionRecord session) => _entries[session.Id] = new Entry(session.Owner, session, session.ExpiresAt + Reserved);

    private void RemoveForgotten()
    {
        var now = time.GetUtcNow();
        foreach (var (id, entry) in _entries)
        {
            if (entry.ForgottenAt <= now)
                _entries.Remove(id);
        }
    }

    /// <param name="Owner">Whose session it is, or was.</param>
    /// <param name="Session">Null when it was deleted.</param>
    /// <param name="ForgottenAt">When its id is free again.</param>
    private sealed record Entry(string Owner, SessionRecord? Session, DateTimeOffset ForgottenAt);
}
