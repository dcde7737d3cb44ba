namespace LambdaMcp.Aws.Discovery;

/// <summary>A resource and all its tags.</summary>
internal sealed record TaggedResource
{
    public string? ResourceARN { get; init; }

    public IReadOnlyList<ResourceTag>? Tags { get; init; }
}
