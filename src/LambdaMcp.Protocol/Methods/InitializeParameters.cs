using System.Text.Json;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Methods;

/// <summary>The params of <c>initialize</c>, as far as the server keeps them.</summary>
internal readonly record struct InitializeParameters(string ProtocolVersion, JsonElement? ClientInfo, JsonElement? Capabilities)
{
    // It is kept with the session, whose item has a limit.
    private const int MostCharacters = 64 * 1024;

    /// <exception cref="McpProtocolException">A required member is missing, or one is too large.</exception>
    public static InitializeParameters Read(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object ||
            !parameters.TryGetProperty("protocolVersion"u8, out var version) || version.ValueKind != JsonValueKind.String)
        {
            throw new McpProtocolException("initialize needs params.protocolVersion, such as \"2025-11-25\".", McpErrorCode.InvalidParams);
        }

        return new(version.GetString()!, Member(parameters, "clientInfo"), Member(parameters, "capabilities"));
    }

    private static JsonElement? Member(JsonElement parameters, string name)
    {
        if (!parameters.TryGetProperty(name, out var member) || member.ValueKind != JsonValueKind.Object)
            return null;
        if (member.GetRawText().Length > MostCharacters)
            throw new McpProtocolException($"params.{name} of initialize is larger than {MostCharacters} characters.", McpErrorCode.InvalidParams);
        return member.Clone(); // It outlives the request.
    }
}
