namespace LambdaMcp.Aws.Discovery;

/// <summary>A page of <c>GetResources</c>.</summary>
internal sealed record GetResourcesAnswer
{
    public IReadOnlyList<TaggedResource>? ResourceTagMappingList { get; init; }

    public string? PaginationToken { get; init; }
}
