using System.Text.Json;
using LambdaMcp.Protocol;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Calls.Interceptors;

/// <summary>Writes the JSON-RPC messages that interceptors see.</summary>
internal static class GatewayMessage
{
    public static void WriteRequest(Utf8JsonWriter writer, McpRequest request)
    {
        Begin(writer, request);
        writer.WriteString("method"u8, request.Method);
        if (request.Params.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName("params"u8);
            request.Params.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    public static void WriteResult(Utf8JsonWriter writer, McpRequest request, McpResult result)
    {
        Begin(writer, request);
        writer.WriteStartObject("result"u8);
        result.WriteWithMeta(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteError(Utf8JsonWriter writer, McpRequest request, McpProtocolException error)
    {
        Begin(writer, request);
        writer.WriteStartObject("error"u8);
        writer.WriteNumber("code"u8, (int)error.ErrorCode);
        writer.WriteString("message"u8, error.Message);
        if (error is McpErrorException { ErrorData: { } data })
        {
            writer.WritePropertyName("data"u8);
            data.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter writer, McpRequest request)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        request.Id.WriteTo(writer);
    }
}
