using LambdaMcp.AwsCalls.Bedrock;

namespace LambdaMcp.Cli.Chat.Models;

/// <summary>US dollars for a million tokens each.</summary>
internal sealed record Price(decimal Input, decimal Output, decimal CacheRead, decimal CacheWrite)
{
    private const decimal Million = 1_000_000;

    public decimal Of(TokenUsage usage) =>
        ((usage.InputTokens * Input) + (usage.OutputTokens * Output) + (usage.CacheReadInputTokens * CacheRead) + (usage.CacheWriteInputTokens * CacheWrite)) / Million;

    public Price Times(decimal factor) => new(Input * factor, Output * factor, CacheRead * factor, CacheWrite * factor);
}
