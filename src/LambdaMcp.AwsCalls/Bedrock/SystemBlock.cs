namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>A union: exactly one member is set.</summary>
internal sealed record SystemBlock
{
    public string? Text { get; init; }

    public CachePoint? CachePoint { get; init; }
}
