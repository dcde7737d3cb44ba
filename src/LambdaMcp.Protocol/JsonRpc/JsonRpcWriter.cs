using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>Writes JSON-RPC responses as UTF-8.</summary>
internal static class JsonRpcWriter
{
    // The relaxed encoder keeps text readable and short; JSON in an HTTP body needs no escaping for HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void WriteResult(IBufferWriter<byte> output, JsonRpcId id, McpResult result)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        Begin(writer, id);
        writer.WriteStartObject("result"u8);
        result.WriteMembers(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteError(IBufferWriter<byte> output, JsonRpcId id, JsonRpcErrorObject error)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        Begin(writer, id);
        writer.WriteStartObject("error"u8);
        writer.WriteNumber("code"u8, error.Code);
        writer.WriteString("message"u8, error.Message);
        if (error.WriteData is { } writeData)
        {
            writer.WritePropertyName("data"u8);
            writeData(writer);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter writer, JsonRpcId id)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        id.WriteTo(writer);
    }
}
