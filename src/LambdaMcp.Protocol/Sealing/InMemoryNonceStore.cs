using System.Collections.Concurrent;

namespace LambdaMcp.Protocol.Sealing;

/// <summary>Nonces in this process's memory, for a server that is one process.</summary>
public sealed class InMemoryNonceStore(TimeProvider time) : INonceStore
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<bool> TryUseAsync(string nonce, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var old in _used.Where(used => used.Value <= now))
            _used.TryRemove(old);
        return Task.FromResult(_used.TryAdd(nonce, expiresAt));
    }
}
