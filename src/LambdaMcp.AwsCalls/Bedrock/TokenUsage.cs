namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>Tokens that are charged. Those of the cache are not among the input's.</summary>
internal sealed record TokenUsage
{
    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    public long CacheReadInputTokens { get; init; }

    public long CacheWriteInputTokens { get; init; }

    public static TokenUsage operator +(TokenUsage one, TokenUsage other) => new()
    {
        InputTokens = one.InputTokens + other.InputTokens,
        OutputTokens = one.OutputTokens + other.OutputTokens,
        CacheReadInputTokens = one.CacheReadInputTokens + other.CacheReadInputTokens,
        CacheWriteInputTokens = one.CacheWriteInputTokens + other.CacheWriteInputTokens,
    };
}
