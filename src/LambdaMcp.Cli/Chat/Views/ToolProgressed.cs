using ModelContextProtocol;

namespace LambdaMcp.Cli.Chat.Views;

internal sealed record ToolProgressed(string Id, string Tool, ProgressNotificationValue Progress) : ChatEvent;
