namespace LambdaMcp.AwsCalls.Bedrock;

internal sealed record ToolSpecification
{
    /// <summary>1 to 64 letters, digits, underscores and hyphens; unique among the request's tools.</summary>
    public required string Name { get; init; }

    /// <summary>Not empty, if there is one.</summary>
    public string? Description { get; init; }

    public required ToolInputSchema InputSchema { get; init; }
}
