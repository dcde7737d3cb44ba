namespace LambdaMcp.Cli.Chat.Views;

/// <summary>The model thinks more.</summary>
internal sealed record ThoughtPiece(string Text) : ChatEvent;
