using System.Text.Json;
using LambdaMcp.AwsCalls.Bedrock;
using LambdaMcp.Cli.Chat.Tools;

namespace LambdaMcp.Cli.Chat;

/// <summary>
/// The conversation as it is sent along with every question. It stays within Bedrock's rules whatever a model said: roles take turns, no text is
/// blank, names fit, and every use of a tool has its result.
/// </summary>
internal sealed class History
{
    private static readonly ContentBlock Silence = new() { Text = "(no answer)" };

    private static readonly JsonElement NoInput = Parse("{}");

    private List<ConverseMessage> _messages = [];

    public IReadOnlyList<ConverseMessage> Messages => _messages;

    /// <summary>The conversation as it is now, to come back to.</summary>
    public IReadOnlyList<ConverseMessage> Mark() => [.. _messages];

    public void Restore(IReadOnlyList<ConverseMessage> mark) => _messages = [.. mark];

    /// <summary>The user asks.</summary>
    public void Ask(string question) => AddUser([new() { Text = question }]);

    /// <summary>Tools answer.</summary>
    public void Answer(IEnumerable<ToolResult> results) => AddUser([.. results.Select(result => new ContentBlock { ToolResult = result })]);

    /// <summary>The model spoke.</summary>
    /// <param name="message">What it said.</param>
    /// <param name="callsTools">Whether the tools that it uses are going to be called. If not, the uses are forgotten.</param>
    public void Hear(ConverseMessage message, bool callsTools)
    {
        var content = message.Content.Where(block => block switch
        {
            { Text: { } text } => !string.IsNullOrWhiteSpace(text),
            { ToolUse: not null } => callsTools,
            _ => true,
        }).Select(Fitting).ToList();
        // A thought alone is no answer to them.
        if (content.TrueForAll(block => block.ReasoningContent is not null))
            content.Add(Silence);
        _messages.Add(message with { Content = content });
    }

    // After a question that the model gave no answer to, the next one belongs to the same turn.
    private void AddUser(IReadOnlyList<ContentBlock> content)
    {
        if (_messages is [.., { Role: ConverseMessage.User } last])
            _messages[^1] = last with { Content = [.. last.Content, .. content] };
        else
            _messages.Add(new() { Role = ConverseMessage.User, Content = content });
    }

    private static ContentBlock Fitting(ContentBlock block) => block.ToolUse is not { } use
        ? block
        : block with
        {
            ToolUse = use with
            {
                Name = AllowedName.Replace(use.Name, ToolOffer.Marks),
                Input = use.Input.ValueKind == JsonValueKind.Object ? use.Input : NoInput,
            },
        };

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
