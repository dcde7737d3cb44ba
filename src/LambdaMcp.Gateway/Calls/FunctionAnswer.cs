using System.Text.Json;

namespace LambdaMcp.Gateway.Calls;

/// <summary>What a function answered.</summary>
/// <param name="Json">The answer, or the result in the answer of the contract <c>mcp</c>; undefined when it is not JSON.</param>
/// <param name="Bytes">The answer as it came; empty for the contract <c>mcp</c>.</param>
/// <param name="RequestId">The invocation's request id; empty when it is not known.</param>
/// <param name="IsMcp">Whether the answer must be an MCP result.</param>
internal sealed record FunctionAnswer(JsonElement Json, ReadOnlyMemory<byte> Bytes, string RequestId, bool IsMcp)
{
    /// <summary>The media type that the function gave the bytes, if it could say so.</summary>
    public string? MediaType { get; init; }

    /// <summary>How often the function was invoked for it.</summary>
    public int Attempts { get; init; } = 1;
}
