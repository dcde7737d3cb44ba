namespace LambdaMcp.Cli.Chat.Views;

/// <summary>The model has said what it wanted, for now.</summary>
internal sealed record AnswerEnded(string StopReason) : ChatEvent;
