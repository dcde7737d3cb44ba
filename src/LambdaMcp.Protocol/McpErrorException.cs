using System.Text.Json;
using ModelContextProtocol;

namespace LambdaMcp.Protocol;

/// <summary>A request is answered with a JSON-RPC error that carries data.</summary>
/// <param name="message">What went wrong and what to do about it.</param>
/// <param name="code">The code, which may also be one that a target gave.</param>
/// <param name="errorData">The value of <c>error.data</c>; it must outlive the request's JSON.</param>
public sealed class McpErrorException(string message, int code, JsonElement? errorData = null) : McpProtocolException(message, (McpErrorCode)code)
{
    /// <summary>The value of <c>error.data</c>; null leaves it out.</summary>
    public JsonElement? ErrorData { get; } = errorData;

    /// <summary>The HTTP status, where the answer is an HTTP response of its own; null leaves it to the code.</summary>
    public int? HttpStatus { get; init; }
}
