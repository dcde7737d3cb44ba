namespace LambdaMcp.Aws.Discovery;

/// <summary>The input of <c>GetResources</c>.</summary>
internal sealed record GetResourcesInput
{
    public IReadOnlyList<string>? ResourceTypeFilters { get; init; }

    public IReadOnlyList<TagFilter>? TagFilters { get; init; }

    public int ResourcesPerPage { get; init; }

    public string? PaginationToken { get; init; }
}
