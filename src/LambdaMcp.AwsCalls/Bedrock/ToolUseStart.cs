namespace LambdaMcp.AwsCalls.Bedrock;

internal sealed record ToolUseStart
{
    public required string ToolUseId { get; init; }

    public required string Name { get; init; }
}
