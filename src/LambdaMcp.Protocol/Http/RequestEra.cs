using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Http;

/// <summary>By which revision a message is to be served, as its header and its metadata say (MCP 2026-07-28, "Versioning").</summary>
/// <param name="IsStateless">Whether the message carries its own metadata.</param>
/// <param name="HeaderVersion">The value of <c>MCP-Protocol-Version</c>, or null.</param>
internal readonly record struct RequestEra(bool IsStateless, string? HeaderVersion)
{
    /// <summary>The era of a request without a message, or with several.</summary>
    /// <exception cref="RequestRejectedException">The revision is not supported.</exception>
    public static RequestEra Of(HttpRequest http)
    {
        var version = HeaderOf(http);
        RefuseUnknown(version);
        return new(version == ProtocolVersions.Stateless, version);
    }

    /// <summary>The era of a message that comes without headers.</summary>
    /// <exception cref="RequestRejectedException">The revision is not supported.</exception>
    public static RequestEra Of(JsonRpcEnvelope message)
    {
        var version = VersionInMeta(message.Params);
        RefuseUnknown(version);
        return new(version == ProtocolVersions.Stateless, null);
    }

    /// <exception cref="RequestRejectedException">The revision is not supported, or header and metadata contradict each other.</exception>
    public static RequestEra Of(HttpRequest http, JsonRpcEnvelope message)
    {
        var header = HeaderOf(http);
        var inBody = VersionInMeta(message.Params);
        if (header is not null && inBody is not null && header != inBody)
        {
            throw new RequestRejectedException(
                RequestRejection.HeaderMismatch, $"MCP-Protocol-Version is {header}, but _meta says {inBody}.");
        }

        RefuseUnknown(header ?? inBody);
        if (header is null && inBody == ProtocolVersions.Stateless)
            throw new RequestRejectedException(RequestRejection.HeaderMismatch, "MCP-Protocol-Version is missing.");
        return new(header == ProtocolVersions.Stateless, header);
    }

    private static string? HeaderOf(HttpRequest http) => HeaderText.Find(http, McpHeaders.ProtocolVersion) is { Length: > 0 } sent ? sent : null;

    private static void RefuseUnknown(string? version)
    {
        if (version is not null && !ProtocolVersions.IsSupported(version))
            throw new RequestRejectedException(RequestRejection.ProtocolVersionNotSupported, version);
    }

    private static string? VersionInMeta(JsonElement parameters) =>
        parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("_meta"u8, out var meta) &&
        meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty(MetaKeys.ProtocolVersion, out var version) &&
        version.ValueKind == JsonValueKind.String
            ? version.GetString()
            : null;
}
