using TalkingServer;

// A stdio MCP server (2025-11-25) that talks with its client: it reports, logs, asks, and tells of changes.
using var input = new StreamReader(Console.OpenStandardInput());
var conversation = new Conversation(input);
while (input.ReadLine() is { } line)
    conversation.Take(line);
