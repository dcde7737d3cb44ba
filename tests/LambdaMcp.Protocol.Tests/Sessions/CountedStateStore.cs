using LambdaMcp.Protocol.State;

namespace LambdaMcp.Protocol.Tests.Sessions;

/// <summary>Counts the extensions.</summary>
internal sealed class CountedStateStore(IStateStore inner) : IStateStore
{
    public int Extensions { get; private set; }

    public Task<StateRecord?> FindAsync(string id, CancellationToken cancellationToken) => inner.FindAsync(id, cancellationToken);

    public Task<StateRecord?> TryAddAsync(
        string id, IReadOnlyDictionary<string, string> values, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        inner.TryAddAsync(id, values, expiresAt, cancellationToken);

    public Task<StateRecord?> TryReplaceAsync(
        string id, StateRecord read, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) =>
        inner.TryReplaceAsync(id, read, values, cancellationToken);

    public Task ExtendAsync(string id, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        Extensions++;
        return inner.ExtendAsync(id, expiresAt, cancellationToken);
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => inner.DeleteAsync(id, cancellationToken);
}
