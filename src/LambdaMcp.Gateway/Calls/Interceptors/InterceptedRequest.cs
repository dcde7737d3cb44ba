using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Interceptors;

/// <summary>A request as an interceptor wants it: its parameters may be others, but it calls the same tool.</summary>
internal static class InterceptedRequest
{
    /// <exception cref="FormatException">It is no request, or another one.</exception>
    public static McpRequest Read(McpRequest request, JsonElement changed)
    {
        var body = InterceptorOutput.BodyOf(changed);
        if (!body.TryGetProperty("method"u8, out var method) || method.ValueKind != JsonValueKind.String || !method.ValueEquals(request.Method))
            throw new FormatException("The changed request has another method.");
        if (!body.TryGetProperty("params"u8, out var parameters) || parameters.ValueKind != JsonValueKind.Object ||
            !parameters.TryGetProperty("name"u8, out var name) || name.ValueKind != JsonValueKind.String ||
            !name.ValueEquals(request.Params.GetProperty("name"u8).GetString()))
        {
            throw new FormatException("The changed request calls another tool.");
        }

        return parameters.TryGetProperty("arguments"u8, out var arguments) && arguments.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)
            ? throw new FormatException("The changed arguments are no object.")
            : request with { Params = parameters };
    }

    /// <summary>The arguments of a call; undefined where it has none.</summary>
    public static JsonElement ArgumentsOf(McpRequest request) =>
        request.Params.TryGetProperty("arguments"u8, out var arguments) && arguments.ValueKind == JsonValueKind.Object ? arguments : default;
}
