using System.Text.Json;
using LambdaMcp.Protocol;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>A JSON-RPC error that a function answered with; it passes through as far as the client's revision allows.</summary>
internal static class FunctionError
{
    private const int FirstReserved = -32099;
    private const int LastReserved = -32020;

    /// <exception cref="CallFailedException">It is no error object.</exception>
    public static McpErrorException Of(McpRequest request, string name, JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object || !error.TryGetProperty("code"u8, out var code) || code.ValueKind != JsonValueKind.Number ||
            !code.TryGetInt32(out var number) || !error.TryGetProperty("message"u8, out var message) || message.ValueKind != JsonValueKind.String)
        {
            throw new CallFailedException("invalid_answer", $"{name} answered with an error that has no code or no message.");
        }

        return new(message.GetString()!, request.IsStateless ? Allowed(number) : number, error.TryGetProperty("data"u8, out var data) ? data : null);
    }

    // MCP 2026-07-28, "Error Codes": the reserved range has three codes, and the older ones of other revisions must not be sent.
    private static int Allowed(int code) => (McpErrorCode)code switch
    {
        McpErrorCode.ResourceNotFound => (int)McpErrorCode.InvalidParams,
        McpErrorCode.MissingRequiredClientCapability => code,
        _ when code is >= FirstReserved and <= LastReserved => (int)McpErrorCode.InternalError,
        _ => code,
    };
}
