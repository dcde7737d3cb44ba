using System.Text.Json;
using LambdaMcp.Protocol.Completion;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>Reads the values that a function offers: an array of texts, or a <c>CompleteResult</c>.</summary>
internal static class CompletionAnswer
{
    /// <exception cref="CallFailedException">The answer is neither.</exception>
    public static CompletionValues Read(string name, FunctionAnswer answer)
    {
        var json = answer.Json;
        if (!answer.IsMcp && IsTexts(json))
            return new(Texts(json));
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("completion"u8, out var completion) || completion.ValueKind != JsonValueKind.Object ||
            !completion.TryGetProperty("values"u8, out var values) || !IsTexts(values))
        {
            throw new CallFailedException(
                "invalid_answer", $"{name} gave no completion: its function must answer with an array of texts, or with {{\"completion\":{{\"values\":[…]}}}}.");
        }

        int? total = completion.TryGetProperty("total"u8, out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var number) && number >= 0
            ? number
            : null;
        return new(Texts(values), total, completion.TryGetProperty("hasMore"u8, out var hasMore) && hasMore.ValueKind == JsonValueKind.True);
    }

    private static bool IsTexts(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);

    private static List<string> Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];
}
