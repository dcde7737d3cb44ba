using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.Gateway.Calls.Interceptors;

/// <summary>What an interceptor answered.</summary>
/// <param name="Request"><c>transformedGatewayRequest</c>, if it is there.</param>
/// <param name="Response"><c>transformedGatewayResponse</c>, if it is there.</param>
internal sealed record InterceptorOutput(JsonElement? Request, JsonElement? Response)
{
    /// <exception cref="FormatException">It is not an answer of version 1.0.</exception>
    public static InterceptorOutput Read(ReadOnlyMemory<byte> json)
    {
        var output = Parse(json);
        if (output.ValueKind != JsonValueKind.Object ||
            !output.TryGetProperty("interceptorOutputVersion"u8, out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals("1.0"u8))
        {
            throw new FormatException("The answer has no interceptorOutputVersion \"1.0\".");
        }

        return output.TryGetProperty("mcp"u8, out var mcp) && mcp.ValueKind == JsonValueKind.Object
            ? new(Member(mcp, "transformedGatewayRequest"), Member(mcp, "transformedGatewayResponse"))
            : throw new FormatException("The answer has no object mcp.");
    }

    /// <summary>The JSON-RPC message in what an interceptor changed.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static JsonElement BodyOf(JsonElement changed) =>
        changed.TryGetProperty("body"u8, out var body) && body.ValueKind == JsonValueKind.Object
            ? body
            : throw new FormatException("The body is no JSON object.");

    private static JsonElement? Member(JsonElement mcp, string name)
    {
        if (!mcp.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.Object ? value : throw new FormatException($"{name} is no object.");
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return JsonUnicode.IsValid(json.Span) ? document.RootElement.Clone() : throw new FormatException("The answer has broken text.");
        }
        catch (JsonException exception)
        {
            throw new FormatException("The answer is no JSON.", exception);
        }
    }
}
