namespace LambdaMcp.AwsCalls.Bedrock;

internal sealed record BlockStart
{
    public ToolUseStart? ToolUse { get; init; }
}
