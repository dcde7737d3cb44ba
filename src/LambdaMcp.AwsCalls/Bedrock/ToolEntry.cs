namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>A union: exactly one member is set.</summary>
internal sealed record ToolEntry
{
    public ToolSpecification? ToolSpec { get; init; }

    public CachePoint? CachePoint { get; init; }
}
