using System.Buffers.Text;
using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls;

/// <summary>A function's answer that is an MCP <c>CallToolResult</c> already and passes through.</summary>
internal sealed class ResultEnvelope(JsonElement envelope) : McpResult
{
    /// <summary>
    /// Whether an object is a result and not data that happens to have such a member: <c>content</c> must hold content blocks and
    /// nothing but a result's members may stand beside it.
    /// </summary>
    public static bool IsEnvelope(JsonElement answer)
    {
        var hasContent = false;
        foreach (var member in answer.EnumerateObject())
        {
            switch (member.Name)
            {
                case "content" when member.Value.ValueKind == JsonValueKind.Array && member.Value.EnumerateArray().All(IsContentBlock):
                    hasContent = true;
                    break;
                case "isError" when member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                case "_meta" or "structuredContent" when member.Value.ValueKind == JsonValueKind.Object:
                    break;
                default:
                    return false;
            }
        }

        return hasContent;
    }

    public override void WriteMembers(Utf8JsonWriter writer)
    {
        foreach (var member in envelope.EnumerateObject().Where(member => !member.NameEquals("_meta"u8)))
            member.WriteTo(writer);
    }

    public override bool HasMeta => envelope.TryGetProperty("_meta"u8, out _);

    public override void WriteMeta(Utf8JsonWriter writer)
    {
        foreach (var member in envelope.GetProperty("_meta"u8).EnumerateObject())
            member.WriteTo(writer);
    }

    private static bool IsContentBlock(JsonElement block) =>
        block.ValueKind == JsonValueKind.Object && block.TryGetProperty("type"u8, out var type) && type.ValueKind == JsonValueKind.String && type.GetString() switch
        {
            "text" => Has(block, "text"),
            "image" or "audio" => HasBase64(block, "data") && Has(block, "mimeType"),
            "resource_link" => Has(block, "uri") && Has(block, "name"),
            "resource" => block.TryGetProperty("resource"u8, out var resource) && resource.ValueKind == JsonValueKind.Object &&
                Has(resource, "uri") && (Has(resource, "text") || HasBase64(resource, "blob")),
            _ => false,
        };

    // A client that decodes it refuses the whole result if it cannot.
    private static bool HasBase64(JsonElement block, string member) =>
        block.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && Base64.IsValid(value.GetString());

    private static bool Has(JsonElement block, string member) =>
        block.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String;
}
