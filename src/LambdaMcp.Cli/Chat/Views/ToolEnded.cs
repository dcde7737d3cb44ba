using LambdaMcp.AwsCalls.Bedrock;

namespace LambdaMcp.Cli.Chat.Views;

internal sealed record ToolEnded(string Id, string Tool, ToolResult Result, TimeSpan Elapsed) : ChatEvent;
