using System.Text.Json;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.StdioClient.Wire;
using ModelContextProtocol;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>Rounds of a server that keeps them itself: its <c>input_required</c> results (MCP 2026-07-28, "Multi Round-Trip Requests").</summary>
internal static class ServerRounds
{
    /// <summary>What the server wants to know; null when its result is another one.</summary>
    /// <exception cref="McpProtocolException">It asks in a way that no client understands.</exception>
    public static InputRequiredResult? Read(JsonElement result)
    {
        if (!result.TryGetProperty("resultType"u8, out var type) || type.ValueKind != JsonValueKind.String || !type.ValueEquals("input_required"u8))
            return null;
        var state = result.TryGetProperty("requestState"u8, out var kept) && kept.ValueKind == JsonValueKind.String ? kept.GetString() : null;
        var requests = new List<InputRequest>();
        if (result.TryGetProperty("inputRequests"u8, out var asked) && asked.ValueKind == JsonValueKind.Object)
        {
            foreach (var request in asked.EnumerateObject())
                requests.Add(Read(request));
        }

        return requests.Count > 0 || state is not null ? new(requests, state) : throw ServerResponse.Malformed("it wants input, and does not say which");
    }

    private static InputRequest Read(JsonProperty request)
    {
        var parameters = default(JsonElement);
        if (request.Value.ValueKind != JsonValueKind.Object || !request.Value.TryGetProperty("method"u8, out var method) || method.ValueKind != JsonValueKind.String ||
            (request.Value.TryGetProperty("params"u8, out parameters) && parameters.ValueKind != JsonValueKind.Object))
        {
            throw ServerResponse.Malformed("an input request needs a method, and params that are an object");
        }

        return new(request.Name, method.GetString()!, parameters);
    }
}
