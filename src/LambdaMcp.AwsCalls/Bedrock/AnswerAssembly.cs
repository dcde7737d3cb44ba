using System.Text;
using System.Text.Json;

namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>Puts a streamed answer together.</summary>
internal sealed class AnswerAssembly
{
    private readonly SortedDictionary<int, Block> _blocks = [];
    private string? _stopReason;
    private TokenUsage _usage = new();

    /// <summary>Takes an event.</summary>
    /// <returns>What it has to show.</returns>
    public StreamPiece? Take(ConverseFrame frame)
    {
        _stopReason = frame.StopReason ?? _stopReason;
        _usage = frame.Usage ?? _usage;
        if (frame.Start is null && frame.Delta is null)
            return null;
        if (!_blocks.TryGetValue(frame.ContentBlockIndex, out var block))
            _blocks[frame.ContentBlockIndex] = block = new Block();
        block.Tool = frame.Start?.ToolUse ?? block.Tool;
        return frame.Delta is { } delta ? block.Take(delta) : null;
    }

    /// <summary>The answer.</summary>
    /// <returns>Null when it has not ended.</returns>
    public ConverseAnswer? Finish() => _stopReason is null ? null : new()
    {
        Output = new()
        {
            Message = new() { Role = ConverseMessage.Assistant, Content = [.. _blocks.Values.Select(block => block.Finish()).OfType<ContentBlock>()] },
        },
        StopReason = _stopReason,
        Usage = _usage,
    };

    private sealed class Block
    {
        private readonly StringBuilder _text = new();
        private readonly StringBuilder _input = new();
        private readonly StringBuilder _reasoning = new();
        private readonly List<byte> _redacted = [];
        private string? _signature;

        public ToolUseStart? Tool { get; set; }

        public StreamPiece? Take(BlockDelta delta)
        {
            _text.Append(delta.Text);
            _input.Append(delta.ToolUse?.Input);
            _reasoning.Append(delta.ReasoningContent?.Text);
            _redacted.AddRange(delta.ReasoningContent?.RedactedContent ?? []);
            if (delta.ReasoningContent?.Signature is { } signature)
                _signature += signature;
            return (delta.Text ?? delta.ReasoningContent?.Text) is null ? null : new(delta.Text, delta.ReasoningContent?.Text);
        }

        public ContentBlock? Finish() => this switch
        {
            { Tool: { } tool } => new() { ToolUse = new() { ToolUseId = tool.ToolUseId, Name = tool.Name, Input = Input() } },
            { _redacted.Count: > 0 } => new() { ReasoningContent = new() { RedactedContent = [.. _redacted] } },
            _ when _reasoning.Length > 0 || _signature is not null =>
                new() { ReasoningContent = new() { ReasoningText = new() { Text = _reasoning.ToString(), Signature = _signature } } },
            { _text.Length: > 0 } => new() { Text = _text.ToString() },
            _ => null,
        };

        // What is no JSON stays a string, which no tool takes: whoever looks at the input sees that, and what was sent.
        private JsonElement Input()
        {
            if (_input.Length == 0)
                return Parse("{}");
            try
            {
                return Parse(_input.ToString());
            }
            catch (JsonException)
            {
                return Parse($"\"{JsonEncodedText.Encode(_input.ToString())}\"");
            }
        }

        private static JsonElement Parse(string json)
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
    }
}
