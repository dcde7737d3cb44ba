using System.Buffers;
using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Telemetry.Tracing;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>Writes the JSON-RPC messages that functions of the contract <c>mcp</c> get.</summary>
internal static class McpMessage
{
    /// <summary>The client's request, with an id that no other call of the function has, in the names that the function knows.</summary>
    public static ReadOnlyMemory<byte> Request(FunctionCall call, string id) => Write(call.Request.Method, writer =>
    {
        var request = call.Request;
        if (request.Params.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in request.Params.EnumerateObject())
                WriteParameter(writer, member, call);
        }

        if (request.Method == "tools/call")
            WriteArguments(writer, call);
        LaterRound.Write(writer, request);
        WriteMeta(writer, request);
    }, id);

    /// <summary>Tells a function that nobody waits for its answer any more.</summary>
    public static ReadOnlyMemory<byte> Cancelled(string id) => Write("notifications/cancelled", writer =>
    {
        writer.WriteString("requestId"u8, id);
        writer.WriteString("reason"u8, "The client cancelled the request or went away."u8);
    });

    private static void WriteParameter(Utf8JsonWriter writer, JsonProperty member, FunctionCall call)
    {
        switch (member.Name)
        {
            // The client's own input rounds carry sealed state; the function gets what is in it.
            case "_meta" or "inputResponses" or "requestState":
                break;
            case "arguments" when call.Request.Method == "tools/call":
                break;
            case "name" when call.Target.NameAtTarget is { } name && call.Request.Method is "tools/call" or "prompts/get":
                writer.WriteString("name"u8, name);
                break;
            case "ref" when call.Target.NameAtTarget is { } name && member.Value.ValueKind == JsonValueKind.Object:
                writer.WriteStartObject("ref"u8);
                foreach (var part in member.Value.EnumerateObject())
                {
                    if (part.NameEquals("name"u8))
                        writer.WriteString("name"u8, name);
                    else
                        part.WriteTo(writer);
                }

                writer.WriteEndObject();
                break;
            default:
                member.WriteTo(writer);
                break;
        }
    }

    // A registration may fix or hide some, so the client's own are not what the function gets.
    private static void WriteArguments(Utf8JsonWriter writer, FunctionCall call)
    {
        var arguments = call.Arguments().Span;
        if (arguments.SequenceEqual("{}"u8) && !(call.Request.Params.ValueKind == JsonValueKind.Object && call.Request.Params.TryGetProperty("arguments"u8, out _)))
            return;
        writer.WritePropertyName("arguments"u8);
        writer.WriteRawValue(arguments, skipInputValidation: true);
    }

    // Every revision's requests look like the stateless ones, so that a function need not know the difference.
    private static void WriteMeta(Utf8JsonWriter writer, McpRequest request)
    {
        var sent = request.Params.ValueKind == JsonValueKind.Object && request.Params.TryGetProperty("_meta"u8, out var meta) && meta.ValueKind == JsonValueKind.Object
            ? meta
            : default;
        writer.WriteStartObject("_meta"u8);
        if (sent.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in sent.EnumerateObject().Where(static member => Passes(member)))
                member.WriteTo(writer);
        }

        if (!Has(sent, MetaKeys.ProtocolVersion))
            writer.WriteString(MetaKeys.ProtocolVersion, request.ProtocolVersion);
        if (!Has(sent, MetaKeys.ClientCapabilities) && request.ClientCapabilities.ValueKind == JsonValueKind.Object)
        {
            writer.WritePropertyName(MetaKeys.ClientCapabilities);
            request.ClientCapabilities.WriteTo(writer);
        }

        if (!Has(sent, MetaKeys.LogLevel) && request.LogLevel is { } level)
            writer.WriteString(MetaKeys.LogLevel, level);
        if (request.TraceParent is { } traceParent)
            writer.WriteString("traceparent"u8, traceParent);
        writer.WriteEndObject();
    }

    // The trace context was checked already, and goes by itself. Baggage is whatever a client likes, for functions that trust their caller: it stays here.
    private static bool Passes(JsonProperty member) => member.Name switch
    {
        "traceparent" or "baggage" => false,
        "tracestate" => member.Value.ValueKind == JsonValueKind.String && TraceState.IsValid(member.Value.GetString()),
        _ => true,
    };

    private static bool Has(JsonElement meta, string name) => meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty(name, out _);

    private static ReadOnlyMemory<byte> Write(string method, Action<Utf8JsonWriter> writeParameters, string? id = null)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            if (id is not null)
                writer.WriteString("id"u8, id);
            writer.WriteString("method"u8, method);
            writer.WriteStartObject("params"u8);
            writeParameters(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }
}
