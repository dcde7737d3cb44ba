using System.Buffers;
using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>What every invocation tells the function of the request it serves, in the client context's <c>custom</c> map under <c>mcp</c>.</summary>
internal static class InvocationContext
{
    /// <param name="request">The client's request.</param>
    /// <param name="key">Which of the program's own methods was chosen for it; null where a function chooses by itself.</param>
    public static Dictionary<string, string> Of(McpRequest request, string? key = null)
    {
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("principal"u8, request.Principal);
            if (request.Session is { } session)
                writer.WriteString("session"u8, session.Id);
            writer.WriteString("protocolVersion"u8, request.ProtocolVersion);
            writer.WriteString("method"u8, request.Method);
            writer.WriteString("requestId"u8, request.Id.ToString());
            if (request.ProgressToken is { } token)
            {
                writer.WritePropertyName("progressToken"u8);
                token.WriteTo(writer);
            }

            if (request.TraceParent is { } traceParent)
                writer.WriteString("traceparent"u8, traceParent);
            if (key is not null)
                writer.WriteString("key"u8, key);
            writer.WriteEndObject();
        }

        return new(StringComparer.Ordinal) { ["mcp"] = Encoding.UTF8.GetString(json.WrittenSpan) };
    }
}
