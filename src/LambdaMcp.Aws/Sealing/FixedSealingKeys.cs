using LambdaMcp.Protocol.Sealing;

namespace LambdaMcp.Aws.Sealing;

/// <summary>Keys from the process's settings.</summary>
internal sealed class FixedSealingKeys(IReadOnlyList<ReadOnlyMemory<byte>> keys) : ISealingKeys
{
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> GetAsync(CancellationToken cancellationToken) => new(keys);
}
