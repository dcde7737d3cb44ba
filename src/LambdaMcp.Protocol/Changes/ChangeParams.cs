using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Changes;

/// <summary>The <c>params</c> of notifications of changes.</summary>
internal static class ChangeParams
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="uri">The resource that changed, if it is about one.</param>
    /// <param name="subscription">The id of the request that asked to be told (2026-07-28); null in a session.</param>
    /// <returns>Nothing when there is nothing to say.</returns>
    public static ReadOnlyMemory<byte> Write(string? uri, JsonRpcId? subscription) =>
        uri is null && subscription is null ? default : Write(subscription, writer =>
        {
            if (uri is not null)
                writer.WriteString("uri"u8, uri);
        });

    /// <param name="subscription">The id of the request that asked to be told; null in a session.</param>
    /// <param name="writeMembers">Writes the other members.</param>
    public static ReadOnlyMemory<byte> Write(JsonRpcId? subscription, Action<Utf8JsonWriter> writeMembers)
    {
        var json = new ArrayBufferWriter<byte>(128);
        using var writer = new Utf8JsonWriter(json, Options);
        writer.WriteStartObject();
        if (subscription is { } id)
        {
            writer.WriteStartObject("_meta"u8);
            writer.WritePropertyName(MetaKeys.SubscriptionId);
            id.WriteValueTo(writer);
            writer.WriteEndObject();
        }

        writeMembers(writer);
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenMemory;
    }
}
