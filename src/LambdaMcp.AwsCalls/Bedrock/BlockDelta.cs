namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>A union: more of a block.</summary>
internal sealed record BlockDelta
{
    public string? Text { get; init; }

    public ToolUseDelta? ToolUse { get; init; }

    public ReasoningDelta? ReasoningContent { get; init; }
}
