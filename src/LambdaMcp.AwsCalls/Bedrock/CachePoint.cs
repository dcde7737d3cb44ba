namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>What is before it may be kept by the model for the next request.</summary>
internal sealed record CachePoint
{
    public static readonly CachePoint Default = new() { Type = "default" };

    public required string Type { get; init; }
}
