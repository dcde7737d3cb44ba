using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>Makes a prompt's messages of what its function answered: messages, or a text that the user says.</summary>
internal static class PromptAnswer
{
    /// <exception cref="CallFailedException">The answer is neither.</exception>
    public static McpResult Read(string name, FunctionAnswer answer)
    {
        if (InputQuestions.Read(name, answer) is { } asked)
            return asked;
        var json = answer.Json;
        if (json.ValueKind == JsonValueKind.Object)
        {
            return FindFault(json) is { } fault
                ? throw new CallFailedException("invalid_answer", $"{name} gave a prompt that no client understands: {fault}.")
                : new PassedResult(json);
        }

        if (json.ValueKind == JsonValueKind.String)
            return new UserMessage(json.GetString()!);
        if (json.ValueKind == JsonValueKind.Undefined && !answer.Bytes.IsEmpty && Utf8.IsValid(answer.Bytes.Span))
            return new UserMessage(Encoding.UTF8.GetString(answer.Bytes.Span));
        throw new CallFailedException("invalid_answer", $"{name} gave no prompt: its function must answer with messages or with a text.");
    }

    private static string? FindFault(JsonElement result)
    {
        if (!result.TryGetProperty("messages"u8, out var messages) || messages.ValueKind != JsonValueKind.Array)
            return "it has no messages";
        if (!messages.EnumerateArray().All(IsMessage))
            return "each message must have the role user or assistant, and a content block";
        return result.TryGetProperty("description"u8, out var description) && description.ValueKind != JsonValueKind.String
            ? "its description is no text"
            : null;
    }

    private static bool IsMessage(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object &&
        message.TryGetProperty("role"u8, out var role) && role.ValueKind == JsonValueKind.String && role.GetString() is "user" or "assistant" &&
        message.TryGetProperty("content"u8, out var content) && ContentBlocks.IsValid(content);

    private sealed class UserMessage(string text) : McpResult
    {
        public override void WriteMembers(Utf8JsonWriter writer)
        {
            writer.WriteStartArray("messages"u8);
            writer.WriteStartObject();
            writer.WriteString("role"u8, "user"u8);
            writer.WriteStartObject("content"u8);
            writer.WriteString("type"u8, "text"u8);
            writer.WriteString("text"u8, text);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
    }
}
