namespace LambdaMcp.Local.DynamoDb;

/// <summary>A table as a template or a CreateTable request declares it.</summary>
internal sealed record TableDefinition
{
    public required string Name { get; init; }

    public required KeyAttribute HashKey { get; init; }

    public KeyAttribute? RangeKey { get; init; }

    /// <summary>The attribute with the time, in seconds since 1970, after which an item expires; null: items stay.</summary>
    public string? TimeToLiveAttribute { get; init; }

    /// <summary>Provisioned read and write units; null: on demand.</summary>
    public (int Read, int Write)? Throughput { get; init; }

    public bool DeletionProtection { get; init; }
}
