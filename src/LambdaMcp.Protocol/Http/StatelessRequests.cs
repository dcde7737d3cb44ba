using System.Text.Json;
using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Methods;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Http;

/// <summary>Requests that say all about themselves: in <c>params._meta</c>, and again in headers for whoever stands between (MCP 2026-07-28).</summary>
internal sealed class StatelessRequests(MethodTable methods)
{
    /// <exception cref="RequestRejectedException">
    /// A header is missing or does not say what the body says, the metadata is not complete, or there is no such method.
    /// </exception>
    public McpRequest Read(Sender sender, JsonRpcEnvelope message, IClientChannel client)
    {
        var meta = MetaOf(message);
        RequireHeader(sender, McpHeaders.Method, message.Method);
        if (!meta.TryGetProperty(MetaKeys.ClientCapabilities, out var capabilities) || capabilities.ValueKind != JsonValueKind.Object)
            throw new RequestRejectedException(RequestRejection.MetadataMissing, MetaKeys.ClientCapabilities);

        var method = methods.Find(message.Method, Eras.Stateless)
            ?? throw new RequestRejectedException(RequestRejection.MethodNotFound, Parameters.Shortened(message.Method));
        if (method.NameParameter is { } parameter && message.Params.TryGetProperty(parameter, out var name) && name.ValueKind == JsonValueKind.String)
            RequireHeader(sender, McpHeaders.Name, name.GetString()!);

        return new()
        {
            Id = message.Id,
            Method = message.Method,
            Params = message.Params,
            ProtocolVersion = ProtocolVersions.Stateless,
            Principal = sender.Principal,
            Scopes = sender.Scopes,
            Allowed = sender.Allowed,
            Set = sender.Set,
            IsStateless = true,
            ClientCapabilities = capabilities,
            LogLevel = LogLevelOf(meta),
            Deadline = sender.Deadline,
            RightsEnd = sender.RightsEnd,
            TraceParent = sender.TraceParentOf(message.Params),
            Origin = sender.Origin,
            Client = client,
            Header = sender.Header,
            Headers = sender.Headers,
        };
    }

    private static JsonElement MetaOf(JsonRpcEnvelope message)
    {
        if (message.Params.ValueKind != JsonValueKind.Object ||
            !message.Params.TryGetProperty("_meta"u8, out var meta) || meta.ValueKind != JsonValueKind.Object ||
            !meta.TryGetProperty(MetaKeys.ProtocolVersion, out var version) || version.ValueKind != JsonValueKind.String)
        {
            throw new RequestRejectedException(RequestRejection.MetadataMissing, MetaKeys.ProtocolVersion);
        }

        return meta;
    }

    private static void RequireHeader(Sender sender, string header, string expected)
    {
        if (sender.Header is not { } find)
            return;
        var sent = find(header)
            ?? throw new RequestRejectedException(RequestRejection.HeaderMismatch, $"{header} is missing.");
        var value = HeaderText.Decode(sent)
            ?? throw new RequestRejectedException(RequestRejection.HeaderMismatch, $"{header} has a value that cannot be read.");
        if (value != expected)
            throw new RequestRejectedException(RequestRejection.HeaderMismatch, $"{header} does not say what the body says.");
    }

    private static string? LogLevelOf(JsonElement meta)
    {
        if (!meta.TryGetProperty(MetaKeys.LogLevel, out var level))
            return null;
        return level.ValueKind == JsonValueKind.String && LogLevels.IsKnown(level.GetString()!)
            ? level.GetString()
            : throw new RequestRejectedException(RequestRejection.LogLevelUnknown, MetaKeys.LogLevel);
    }
}
