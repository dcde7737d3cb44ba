using System.Globalization;
using LambdaMcp.Protocol.Expiry;

namespace LambdaMcp.Protocol.State;

/// <summary>State in this process's memory, for a server that is one process.</summary>
/// <param name="time">Tells when a record's time is over.</param>
public sealed class InMemoryStateStore(TimeProvider time) : IStateStore
{
    private readonly ExpiringMap<string, StateRecord> _records = new(time);
    private long _writes;

    /// <inheritdoc/>
    public Task<StateRecord?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_records.Find(id));

    /// <inheritdoc/>
    public Task<StateRecord?> TryAddAsync(
        string id, IReadOnlyDictionary<string, string> values, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var record = new StateRecord(values, expiresAt, NextVersion());
        return Task.FromResult(_records.TryAdd(id, record, expiresAt) ? record : null);
    }

    /// <inheritdoc/>
    public Task<StateRecord?> TryReplaceAsync(
        string id, StateRecord read, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        StateRecord? written = null;
        _records.TryChange(id, stored => written = stored.Version == read.Version ? stored with { Values = values, Version = NextVersion() } : null);
        return Task.FromResult(written);
    }

    /// <inheritdoc/>
    public Task ExtendAsync(string id, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        _records.TryChange(id, stored => stored.ExpiresAt < expiresAt ? stored with { ExpiresAt = expiresAt } : null, expiresAt);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        _records.Remove(id);
        return Task.CompletedTask;
    }

    private string NextVersion() => Interlocked.Increment(ref _writes).ToString(CultureInfo.InvariantCulture);
}
