namespace LambdaMcp.AwsCalls.Bedrock;

internal sealed record ToolConfiguration
{
    /// <summary>At least one.</summary>
    public required IReadOnlyList<ToolEntry> Tools { get; init; }
}
