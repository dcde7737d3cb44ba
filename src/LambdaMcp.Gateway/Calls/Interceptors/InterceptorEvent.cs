using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Interceptors;

/// <summary>
/// What an interceptor is given: AgentCore Gateway's interceptor payload, version 1.0
/// (https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-interceptors-types.html).
/// </summary>
internal static class InterceptorEvent
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="request">The request.</param>
    /// <param name="passHeaders">Whether its HTTP headers are told, the bearer token among them.</param>
    /// <param name="response">The HTTP status of the answer and what writes its body; null before the call.</param>
    public static ReadOnlyMemory<byte> Write(McpRequest request, bool passHeaders, (int Status, Action<Utf8JsonWriter> WriteBody)? response)
    {
        var body = Json(writer => GatewayMessage.WriteRequest(writer, request));
        return Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("interceptorInputVersion"u8, "1.0"u8);
            writer.WriteStartObject("mcp"u8);
            writer.WriteStartObject("rawGatewayRequest"u8);
            writer.WriteString("body"u8, body.Span);
            writer.WriteEndObject();
            WriteRequest(writer, request, passHeaders, body);
            if (response is { } answer)
                WriteResponse(writer, answer.Status, answer.WriteBody);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    private static void WriteRequest(Utf8JsonWriter writer, McpRequest request, bool passHeaders, ReadOnlyMemory<byte> body)
    {
        writer.WriteStartObject("gatewayRequest"u8);
        writer.WriteString("path"u8, "/mcp"u8);
        writer.WriteString("httpMethod"u8, "POST"u8);
        if (passHeaders)
        {
            writer.WriteStartObject("headers"u8);
            foreach (var (name, value) in request.Headers())
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        writer.WritePropertyName("body"u8);
        writer.WriteRawValue(body.Span, skipInputValidation: true);
        writer.WriteEndObject();
    }

    private static void WriteResponse(Utf8JsonWriter writer, int status, Action<Utf8JsonWriter> writeBody)
    {
        writer.WriteStartObject("gatewayResponse"u8);
        writer.WriteNumber("statusCode"u8, status);
        writer.WriteStartObject("headers"u8);
        writer.WriteEndObject();
        writer.WritePropertyName("body"u8);
        writeBody(writer);
        writer.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> write)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json, Options))
            write(writer);
        return json.WrittenMemory;
    }
}
