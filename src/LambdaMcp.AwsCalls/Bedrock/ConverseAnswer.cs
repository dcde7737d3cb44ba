namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>What the model said.</summary>
internal sealed record ConverseAnswer
{
    public required ConverseOutput Output { get; init; }

    /// <summary>One of <see cref="StopReasons"/>, or what AWS adds to them.</summary>
    public required string StopReason { get; init; }

    public TokenUsage Usage { get; init; } = new();
}
