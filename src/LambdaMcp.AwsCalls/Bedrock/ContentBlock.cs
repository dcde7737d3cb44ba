using System.Text.Json;
using System.Text.Json.Serialization;

namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>A union: exactly one member is set.</summary>
internal sealed record ContentBlock
{
    public string? Text { get; init; }

    public ToolUse? ToolUse { get; init; }

    public ToolResult? ToolResult { get; init; }

    public ReasoningContent? ReasoningContent { get; init; }

    public CachePoint? CachePoint { get; init; }

    /// <summary>A block of a kind that is not looked into: it goes back to the model as it came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; set; }
}
