using System.Buffers.Text;
using System.Text.Json;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>Tells whether clients can read content (MCP 2025-11-25, "Content Types"): one that cannot refuses the whole result.</summary>
internal static class ContentBlocks
{
    public static bool AreValid(JsonElement content) => content.ValueKind == JsonValueKind.Array && content.EnumerateArray().All(IsValid);

    public static bool IsValid(JsonElement block) =>
        block.ValueKind == JsonValueKind.Object && HasText(block, "type") && block.GetProperty("type"u8).GetString() switch
        {
            "text" => HasText(block, "text"),
            "image" or "audio" => HasBase64(block, "data") && HasText(block, "mimeType"),
            "resource_link" => HasText(block, "uri") && HasText(block, "name"),
            "resource" => block.TryGetProperty("resource"u8, out var resource) && IsContents(resource),
            _ => false,
        };

    /// <summary>Whether it is the text or the bytes of a resource.</summary>
    public static bool IsContents(JsonElement contents) =>
        contents.ValueKind == JsonValueKind.Object && HasText(contents, "uri") &&
        (!contents.TryGetProperty("mimeType"u8, out var mimeType) || mimeType.ValueKind == JsonValueKind.String) &&
        (HasText(contents, "text") || HasBase64(contents, "blob"));

    private static bool HasBase64(JsonElement block, string member) => HasText(block, member) && Base64.IsValid(block.GetProperty(member).GetString());

    private static bool HasText(JsonElement block, string member) =>
        block.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String;
}
