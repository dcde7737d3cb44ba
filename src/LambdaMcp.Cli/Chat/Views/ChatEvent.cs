namespace LambdaMcp.Cli.Chat.Views;

/// <summary>Something that happens in a conversation.</summary>
internal abstract record ChatEvent;
