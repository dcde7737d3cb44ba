using System.Text.Json;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Methods;

/// <summary>The params of <c>initialize</c>, as far as the server keeps them.</summary>
internal readonly record struct InitializeParameters(string ProtocolVersion, JsonElement? ClientInfo, JsonElement? Capabilities)
{
    /// <exception cref="McpProtocolException">A required member is missing.</exception>
    public static InitializeParameters Read(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object ||
            !parameters.TryGetProperty("protocolVersion"u8, out var version) || version.ValueKind != JsonValueKind.String)
        {
            throw new McpProtocolException("initialize needs params.protocolVersion, such as \"2025-11-25\".", McpErrorCode.InvalidParams);
        }

        return new(version.GetString()!, Member(parameters, "clientInfo"), Member(parameters, "capabilities"));
    }

    private static JsonElement? Member(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object
            ? member.Clone() // It outlives the request.
            : null;
}
