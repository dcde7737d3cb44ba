using System.Text.Json;

namespace LambdaMcp.Cli.Chat.Views;

internal sealed record ToolStarted(string Id, string Tool, JsonElement Input) : ChatEvent;
