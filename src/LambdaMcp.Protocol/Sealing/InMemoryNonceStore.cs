using LambdaMcp.Protocol.Expiry;

namespace LambdaMcp.Protocol.Sealing;

/// <summary>Used nonces in this process's memory, for a server that is one process.</summary>
/// <param name="time">Tells when a nonce may be forgotten.</param>
public sealed class InMemoryNonceStore(TimeProvider time) : INonceStore
{
    private readonly ExpiringMap<string, bool> _used = new(time);

    /// <inheritdoc/>
    public Task<bool> TryUseAsync(string nonce, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        Task.FromResult(_used.TryAdd(nonce, true, expiresAt));
}
