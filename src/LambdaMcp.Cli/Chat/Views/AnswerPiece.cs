namespace LambdaMcp.Cli.Chat.Views;

/// <summary>The model says more.</summary>
internal sealed record AnswerPiece(string Text) : ChatEvent;
