namespace LambdaMcp.Cli.Chat.Views;

/// <summary>Something that the person should know.</summary>
internal sealed record Remark(string Text) : ChatEvent;
