using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>Makes the result of reading a resource of whatever its function answered.</summary>
internal static class ResourceAnswer
{
    private static readonly string[] Members = ["contents", "_meta", "resultType", "ttlMs", "cacheScope"];

    /// <summary>The result; null when the function knows no such resource.</summary>
    /// <param name="name">What the resource is registered as, for messages.</param>
    /// <param name="uri">The resource's URI.</param>
    /// <param name="mimeType">Its media type, if it is registered.</param>
    /// <param name="answer">The function's answer.</param>
    /// <exception cref="CallFailedException">No client could read the answer.</exception>
    public static McpResult? Read(string name, string uri, string? mimeType, FunctionAnswer answer)
    {
        if (InputQuestions.Read(name, answer) is { } asked)
            return asked;
        var json = answer.Json;
        mimeType ??= answer.MediaType;
        if (answer.IsMcp || IsReadResult(json))
            return ReadResult(name, json);
        return json.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Undefined when answer.Bytes.IsEmpty => null,
            JsonValueKind.Undefined when answer.MediaType is { } type && MediaType.IsBinary(type) => ContentsResult.Binary(uri, mimeType ?? type, answer.Bytes),
            JsonValueKind.Undefined when Utf8.IsValid(answer.Bytes.Span) => ContentsResult.Text(uri, mimeType ?? "text/plain", Encoding.UTF8.GetString(answer.Bytes.Span)),
            JsonValueKind.Undefined => ContentsResult.Binary(uri, mimeType ?? MediaType.Of(answer.Bytes.Span).Name, answer.Bytes),
            // Functions in most languages can answer with JSON alone, and give bytes as base64.
            JsonValueKind.String when mimeType is not null && MediaType.IsBinary(mimeType) && Base64.IsValid(json.GetString()) =>
                ContentsResult.Binary(uri, mimeType, json.GetBytesFromBase64()),
            JsonValueKind.String => ContentsResult.Text(uri, mimeType ?? "text/plain", json.GetString()!),
            _ => ContentsResult.Text(uri, mimeType ?? "application/json", json.GetRawText()),
        };
    }

    // An object with other members is the resource's own data.
    private static bool IsReadResult(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("contents"u8, out var contents) && contents.ValueKind == JsonValueKind.Array &&
        json.EnumerateObject().All(member => Members.Contains(member.Name));

    private static PassedResult? ReadResult(string name, JsonElement result)
    {
        if (!result.TryGetProperty("contents"u8, out var contents) || contents.ValueKind != JsonValueKind.Array || !contents.EnumerateArray().All(ContentBlocks.IsContents))
        {
            throw new CallFailedException(
                "invalid_answer", $"{name} gave a result that no client understands: each of its contents must have a uri, and a text or a blob in base64.");
        }

        return contents.GetArrayLength() == 0 ? null : new PassedResult(result);
    }
}
