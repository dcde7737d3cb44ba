using System.Text.Json;

namespace LambdaMcp.AwsCalls.Bedrock;

internal sealed record ToolInputSchema
{
    /// <summary>A JSON Schema whose type is <c>object</c>.</summary>
    public required JsonElement Json { get; init; }
}
