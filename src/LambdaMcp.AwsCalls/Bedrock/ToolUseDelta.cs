namespace LambdaMcp.AwsCalls.Bedrock;

internal sealed record ToolUseDelta
{
    /// <summary>A piece of the arguments' JSON, cut anywhere.</summary>
    public required string Input { get; init; }
}
