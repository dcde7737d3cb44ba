using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.StdioClient.Handshakes;
using LambdaMcp.StdioClient.Wire;
using LambdaMcp.Telemetry.Tracing;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>Writes the <c>params</c> of a client's request as the server's revision has them.</summary>
internal static class CallParams
{
    /// <summary>What writes the members; null when there are none.</summary>
    public static Action<Utf8JsonWriter>? Of(McpRequest request, ServerHandshake handshake, StdioServerOptions options, long id)
    {
        if (!handshake.IsStateless && request.Params.ValueKind != JsonValueKind.Object && request.TraceParent is null)
            return null;
        return writer =>
        {
            if (request.Params.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in MessageJson.Members(request.Params).Where(static member => member.Name is not ("_meta" or "inputResponses" or "requestState")))
                    MessageJson.WriteRaw(writer, member);
            }

            if (handshake.IsStateless)
                WriteLaterRound(writer, request);
            WriteMeta(writer, request, handshake, options, id);
        };
    }

    private static void WriteLaterRound(Utf8JsonWriter writer, McpRequest request)
    {
        if (request.InputResponses.ValueKind == JsonValueKind.Object)
        {
            writer.WritePropertyName("inputResponses"u8);
            MessageJson.WriteRaw(writer, request.InputResponses);
        }

        if (request.RequestState is { } state)
            writer.WriteString("requestState"u8, state);
    }

    private static void WriteMeta(Utf8JsonWriter writer, McpRequest request, ServerHandshake handshake, StdioServerOptions options, long id)
    {
        var sent = MetaOf(request);
        JsonProperty[] passed = sent.ValueKind == JsonValueKind.Object ? [.. sent.EnumerateObject().Where(static member => Passes(member))] : [];
        if (!handshake.IsStateless && passed.Length == 0 && request.ProgressToken is null && request.TraceParent is null)
            return;

        writer.WriteStartObject("_meta"u8);
        foreach (var member in passed)
            MessageJson.WriteRaw(writer, member);
        if (request.ProgressToken is not null)
            writer.WriteNumber("progressToken"u8, id);
        if (request.TraceParent is { } traceParent)
            writer.WriteString("traceparent"u8, traceParent);
        if (handshake.IsStateless)
            WriteOwnMetadata(writer, request, handshake, options, sent);
        writer.WriteEndObject();
    }

    private static void WriteOwnMetadata(
        Utf8JsonWriter writer, McpRequest request, ServerHandshake handshake, StdioServerOptions options, JsonElement sent)
    {
        writer.WriteString(MetaKeys.ProtocolVersion, handshake.ProtocolVersion);
        writer.WritePropertyName(MetaKeys.ClientInfo);
        if (sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty(MetaKeys.ClientInfo, out var client) && client.ValueKind == JsonValueKind.Object)
            MessageJson.WriteRaw(writer, client);
        else if (request.Session?.ClientInfo is { ValueKind: JsonValueKind.Object } opened)
            MessageJson.WriteRaw(writer, opened);
        else
            ClientSelf.WriteInfo(writer);
        writer.WritePropertyName(MetaKeys.ClientCapabilities);
        ClientSelf.WriteCapabilities(writer, options, request.ClientCapabilities);
        if (request.LogLevel is { } level)
            writer.WriteString(MetaKeys.LogLevel, level);
    }

    private static JsonElement MetaOf(McpRequest request) =>
        request.Params.ValueKind == JsonValueKind.Object && request.Params.TryGetProperty("_meta"u8, out var meta) ? meta : default;

    // The trace context was checked already, and goes by itself; baggage is whatever a client likes.
    private static bool Passes(JsonProperty member) => member.Name switch
    {
        "progressToken" or "traceparent" or "baggage" => false,
        "tracestate" => member.Value.ValueKind == JsonValueKind.String && TraceState.IsValid(member.Value.GetString()),
        MetaKeys.ProtocolVersion or MetaKeys.ClientInfo or MetaKeys.ClientCapabilities or MetaKeys.LogLevel => false,
        _ => true,
    };
}
