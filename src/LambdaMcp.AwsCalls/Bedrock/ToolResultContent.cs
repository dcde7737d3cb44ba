using System.Text.Json;

namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>A union: exactly one member is set.</summary>
internal sealed record ToolResultContent
{
    public string? Text { get; init; }

    /// <summary>An object: other values are refused.</summary>
    public JsonElement? Json { get; init; }

    public ImageBlock? Image { get; init; }
}
