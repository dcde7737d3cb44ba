using System.Runtime.InteropServices;
using System.Text.Json;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>A <c>CallToolResult</c> that a function made.</summary>
/// <param name="result">The result, as <see cref="IsToolResult"/> wants it.</param>
/// <param name="isStateless">Whether the client takes structured content that is no object (MCP 2026-07-28, "Structured Content").</param>
internal sealed class ToolResult(JsonElement result, bool isStateless) : PassedResult(result)
{
    private static readonly string[] Members = ["content", "structuredContent", "isError", "_meta", "resultType"];

    private readonly JsonElement _result = result;

    /// <summary>Whether an object is a result and not data that happens to have such a member: nothing else may stand beside.</summary>
    public static bool IsToolResult(JsonElement answer) =>
        FindFault(answer) is null && answer.EnumerateObject().All(member => Members.Contains(member.Name));

    /// <summary>What clients would refuse in a result, or null.</summary>
    public static string? FindFault(JsonElement result)
    {
        if (!result.TryGetProperty("content"u8, out var content))
            return "it has no content";
        if (!ContentBlocks.AreValid(content))
            return "its content is no array of content blocks";
        if (result.TryGetProperty("isError"u8, out var isError) && isError.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return "its isError is neither true nor false";
        if (result.TryGetProperty("_meta"u8, out var meta) && meta.ValueKind != JsonValueKind.Object)
            return "its _meta is no object";
        return result.TryGetProperty("resultType"u8, out var type) && !(type.ValueKind == JsonValueKind.String && type.ValueEquals("complete"u8))
            ? "its resultType is not complete"
            : null;
    }

    public override void WriteMembers(Utf8JsonWriter writer)
    {
        base.WriteMembers(writer);
        if (IsTextOnly)
            TextContent.WriteTo(writer, JsonMarshal.GetRawUtf8Value(_result.GetProperty("structuredContent"u8)));
    }

    protected override bool Passes(JsonProperty member) => member.Name switch
    {
        "structuredContent" => isStateless || member.Value.ValueKind == JsonValueKind.Object,
        "content" => !IsTextOnly,
        _ => true,
    };

    // A client that does not get the structure needs its text.
    private bool IsTextOnly =>
        !isStateless && _result.GetProperty("content"u8).GetArrayLength() == 0 &&
        _result.TryGetProperty("structuredContent"u8, out var structure) && structure.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null);
}
