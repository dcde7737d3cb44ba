using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>Writes JSON-RPC responses as UTF-8.</summary>
internal static class JsonRpcWriter
{
    // The relaxed encoder keeps text readable and short; JSON in an HTTP body needs no escaping for HTML.
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="output">Takes the message.</param>
    /// <param name="id">The request's id.</param>
    /// <param name="result">The result.</param>
    /// <param name="server">What a result of 2026-07-28 and later says of the server; null for the revisions before.</param>
    public static void WriteResult(IBufferWriter<byte> output, JsonRpcId id, McpResult result, ServerIdentity? server = null)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        Begin(writer, id);
        writer.WriteStartObject("result"u8);
        if (server is not null)
            writer.WriteString("resultType"u8, result.ResultType);
        result.WriteMembers(writer);
        if (server is not null && result.Caching is { } caching)
        {
            writer.WriteNumber("ttlMs"u8, (long)caching.TimeToLive.TotalMilliseconds);
            writer.WriteString("cacheScope"u8, caching.IsPublic ? "public"u8 : "private"u8);
        }

        WriteMeta(writer, result, server);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteRequest(IBufferWriter<byte> output, string id, string method, JsonElement parameters)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WriteString("id"u8, id);
        writer.WriteString("method"u8, method);
        if (parameters.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName("params"u8);
            parameters.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    public static void WriteNotification(IBufferWriter<byte> output, string method, ReadOnlySpan<byte> parameters)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WriteString("method"u8, method);
        if (!parameters.IsEmpty)
        {
            writer.WritePropertyName("params"u8);
            writer.WriteRawValue(parameters, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    public static void WriteError(IBufferWriter<byte> output, JsonRpcId id, JsonRpcErrorObject error)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        Begin(writer, id);
        writer.WritePropertyName("error"u8);
        error.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static void WriteMeta(Utf8JsonWriter writer, McpResult result, ServerIdentity? server)
    {
        if (server is null && !result.HasMeta)
            return;
        writer.WriteStartObject("_meta"u8);
        if (result.HasMeta)
            result.WriteMeta(writer);
        if (server is not null)
        {
            writer.WritePropertyName(MetaKeys.ServerInfo);
            server.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter writer, JsonRpcId id)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        id.WriteTo(writer);
    }
}
