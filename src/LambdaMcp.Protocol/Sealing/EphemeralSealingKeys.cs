using System.Security.Cryptography;

namespace LambdaMcp.Protocol.Sealing;

/// <summary>A random key that lives as long as the process, for a server that is one process.</summary>
public sealed class EphemeralSealingKeys : ISealingKeys
{
    // Made when it is needed: many a cold start has nothing to seal, and the first random bytes load OpenSSL.
    private readonly Lazy<IReadOnlyList<ReadOnlyMemory<byte>>> _keys = new(static () => [RandomNumberGenerator.GetBytes(32)]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> GetAsync(CancellationToken cancellationToken) => new(_keys.Value);
}
