using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaMcp.AwsCalls.Bedrock;

namespace LambdaMcp.Cli.Chat.Views;

/// <summary>For a program: each event a line of JSON, which has <c>event</c> and what belongs to it.</summary>
internal sealed class JsonView(TextWriter output) : ChatView
{
    // Every control character is escaped, whatever the encoder.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    protected override void Write(ChatEvent happened)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            Write(json, happened);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
        output.Flush();
    }

    private static void Write(Utf8JsonWriter json, ChatEvent happened)
    {
        switch (happened)
        {
            case AnswerPiece piece:
                json.WriteString("event", "text");
                json.WriteString("text", piece.Text);
                break;
            case ThoughtPiece piece:
                json.WriteString("event", "reasoning");
                json.WriteString("text", piece.Text);
                break;
            case AnswerEnded ended:
                json.WriteString("event", "stop");
                json.WriteString("stopReason", ended.StopReason);
                break;
            case ToolStarted started:
                Tool(json, "tool_call", started.Id, started.Tool);
                json.WritePropertyName("input");
                started.Input.WriteTo(json);
                break;
            case ToolProgressed { Progress: var progress } progressed:
                Tool(json, "tool_progress", progressed.Id, progressed.Tool);
                json.WriteNumber("progress", progress.Progress);
                if (progress.Total is { } total)
                    json.WriteNumber("total", total);
                if (progress.Message is { } message)
                    json.WriteString("message", message);
                break;
            case ToolEnded ended:
                Tool(json, "tool_result", ended.Id, ended.Tool);
                json.WriteNumber("milliseconds", (long)ended.Elapsed.TotalMilliseconds);
                json.WriteString("status", ended.Result.Status);
                json.WritePropertyName("content");
                JsonSerializer.Serialize(json, ended.Result.Content, BedrockJson.Default.IReadOnlyListToolResultContent);
                break;
            case Remark remark:
                json.WriteString("event", "remark");
                json.WriteString("text", remark.Text);
                break;
            case TurnEnded turn:
                json.WriteString("event", "usage");
                Usage(json, "turn", turn.Usage, turn.Cost);
                Usage(json, "total", turn.Total, turn.TotalCost);
                break;
        }
    }

    private static void Tool(Utf8JsonWriter json, string name, string id, string tool)
    {
        json.WriteString("event", name);
        json.WriteString("id", id);
        json.WriteString("tool", tool);
    }

    private static void Usage(Utf8JsonWriter json, string name, TokenUsage usage, decimal? cost)
    {
        json.WriteStartObject(name);
        json.WriteNumber("inputTokens", usage.InputTokens);
        json.WriteNumber("outputTokens", usage.OutputTokens);
        json.WriteNumber("cacheReadInputTokens", usage.CacheReadInputTokens);
        json.WriteNumber("cacheWriteInputTokens", usage.CacheWriteInputTokens);
        if (cost is { } dollars)
            json.WriteNumber("usd", dollars);
        json.WriteEndObject();
    }
}
