using LambdaMcp.AwsCalls.Bedrock;

namespace LambdaMcp.Cli.Chat.Views;

/// <summary>A question is done with.</summary>
/// <param name="Usage">The tokens of this question.</param>
/// <param name="Cost">What they cost, in US dollars; null when the price is not known.</param>
/// <param name="Total">The tokens of the conversation.</param>
/// <param name="TotalCost">What they cost.</param>
internal sealed record TurnEnded(TokenUsage Usage, decimal? Cost, TokenUsage Total, decimal? TotalCost) : ChatEvent;
