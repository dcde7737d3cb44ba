using System.Text.Json;

namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>The model wants a tool to be called.</summary>
internal sealed record ToolUse
{
    /// <summary>Under which the result is expected.</summary>
    public required string ToolUseId { get; init; }

    /// <summary>A name of the request's tools, if the model keeps to them.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments: an object.</summary>
    public required JsonElement Input { get; init; }
}
