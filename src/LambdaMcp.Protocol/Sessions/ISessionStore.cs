namespace LambdaMcp.Protocol.Sessions;

/// <summary>Where sessions live between requests, so that any instance can continue one.</summary>
public interface ISessionStore
{
    /// <summary>Stores a new session.</summary>
    /// <exception cref="InvalidOperationException">A session with this id exists.</exception>
    Task CreateAsync(SessionRecord session, CancellationToken cancellationToken);

    /// <summary>The session with this id, or null when there is none, it was deleted or its time is over.</summary>
    Task<SessionRecord?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Writes <paramref name="session"/> over the stored one if that still has the version that <paramref name="session"/> has,
    /// and counts the version up.
    /// </summary>
    /// <returns>False when the stored session changed or ended in between; nothing is written then.</returns>
    Task<bool> TryUpdateAsync(SessionRecord session, CancellationToken cancellationToken);

    /// <summary>Ends the session if it belongs to <paramref name="owner"/>. A deleted session stays gone.</summary>
    /// <returns>False when the owner has no such session.</returns>
    Task<bool> DeleteAsync(string id, string owner, CancellationToken cancellationToken);
}
