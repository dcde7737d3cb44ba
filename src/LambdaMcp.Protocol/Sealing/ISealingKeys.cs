namespace LambdaMcp.Protocol.Sealing;

/// <summary>The keys under which the endpoint signs and seals what it hands to clients and takes back.</summary>
public interface ISealingKeys
{
    /// <summary>The keys, newest first: the first one seals, every one opens. At least one, each of at least 16 bytes.</summary>
    ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> GetAsync(CancellationToken cancellationToken);
}
