using ModelContextProtocol.Server;

namespace ExampleServer;

/// <summary>Prompts that users choose in their client.</summary>
[McpServerPromptType]
internal static class ResearchPrompts
{
    /// <summary>Researches a topic on the web and reports with sources.</summary>
    /// <param name="topic">What to find out about.</param>
    /// <param name="depth">How many searches to make at most.</param>
    [McpServerPrompt]
    public static string ResearchTopic(string topic, int depth = 3) =>
        $"Find out about {topic}. Use the tool web_search, at most {depth} times. Report in five sentences, and give the link behind each.";
}
