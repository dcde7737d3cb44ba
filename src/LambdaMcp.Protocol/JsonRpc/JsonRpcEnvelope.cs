using System.Text.Json;

namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>
/// A JSON-RPC 2.0 message read from a JSON document that outlives it. Read by hand and not by the SDK's converter, which takes the
/// last of two equal keys and needs a copy of every value.
/// </summary>
internal readonly record struct JsonRpcEnvelope(JsonRpcMessageKind Kind, JsonRpcId Id, string Method, JsonElement Params)
{
    /// <summary>Reads a message, or says why it is none. The id is set as soon as it could be read, so that an error can echo it.</summary>
    public static JsonRpcFault Read(JsonElement root, out JsonRpcEnvelope envelope)
    {
        envelope = default;
        if (root.ValueKind == JsonValueKind.Array)
            return JsonRpcFault.Batch;
        if (root.ValueKind != JsonValueKind.Object)
            return JsonRpcFault.NotAnObject;

        JsonRpcId id = default;
        var hasId = root.TryGetProperty("id"u8, out var idElement);
        if (hasId && !JsonRpcId.TryRead(idElement, out id))
            return JsonRpcFault.BadId;
        envelope = new(default, id, "", default);

        if (!root.TryGetProperty("jsonrpc"u8, out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals("2.0"u8))
            return JsonRpcFault.BadVersion;

        if (!root.TryGetProperty("method"u8, out var method))
        {
            if (!hasId || !(root.TryGetProperty("result"u8, out _) || root.TryGetProperty("error"u8, out _)))
                return JsonRpcFault.NoMethod;
            envelope = envelope with { Kind = JsonRpcMessageKind.Response };
            return JsonRpcFault.None;
        }

        if (method.ValueKind != JsonValueKind.String)
            return JsonRpcFault.NoMethod;
        if (root.TryGetProperty("params"u8, out var parameters) && parameters.ValueKind != JsonValueKind.Object)
            return JsonRpcFault.BadParams;

        var kind = hasId ? JsonRpcMessageKind.Request : JsonRpcMessageKind.Notification;
        envelope = new(kind, id, method.GetString()!, parameters);
        return JsonRpcFault.None;
    }
}
