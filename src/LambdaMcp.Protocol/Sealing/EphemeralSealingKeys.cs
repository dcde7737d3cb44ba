using System.Security.Cryptography;

namespace LambdaMcp.Protocol.Sealing;

/// <summary>A random key that lives as long as the process, for a server that is one process.</summary>
public sealed class EphemeralSealingKeys : ISealingKeys
{
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _keys = [RandomNumberGenerator.GetBytes(32)];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> GetAsync(CancellationToken cancellationToken) => new(_keys);
}
