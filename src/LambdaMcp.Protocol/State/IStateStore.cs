namespace LambdaMcp.Protocol.State;

/// <summary>
/// Where tools keep state between calls: one record for each session or handle. Reads are strongly consistent, because the next call may
/// reach another instance at once; a record whose time is over is absent.
/// </summary>
public interface IStateStore
{
    /// <summary>The record, or null when there is none or its time is over.</summary>
    Task<StateRecord?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Stores the first values where there are none.</summary>
    /// <returns>The record as it is stored; null when there is one already, and nothing was written.</returns>
    Task<StateRecord?> TryAddAsync(
        string id, IReadOnlyDictionary<string, string> values, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Puts other values in the place of a record's if it still is the one that was read. Its end stays.</summary>
    /// <returns>The record as it is stored; null when it changed or ended since it was read, and nothing was written.</returns>
    Task<StateRecord?> TryReplaceAsync(
        string id, StateRecord read, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken);

    /// <summary>Moves a record's end forward, and never back. A write that is under way does not lose by it. No record: nothing happens.</summary>
    Task ExtendAsync(string id, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Removes the record, if there is one.</summary>
    Task DeleteAsync(string id, CancellationToken cancellationToken);
}
