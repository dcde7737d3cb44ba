using System.Buffers;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>
/// The contract <c>envelope</c>, as functions made for mcp-lambda-sam take it: <c>{args, extra}</c> for tools and prompts,
/// <c>{action, …, extra}</c> for the rest; the answer is <c>{statusCode, body}</c>.
/// </summary>
internal sealed class EnvelopeContract(ITargetInvoker invoker) : ITargetContract
{
    public async Task<FunctionAnswer> CallAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        var target = call.Target;
        var invocation = new TargetRequest(target.FunctionArn, Event(call)) { Custom = InvocationContext.Of(call.Request), Timeout = call.Timeout };
        var response = await invoker.InvokeAsync(invocation, cancellationToken);
        return response.FunctionError is null
            ? EnvelopeAnswer.Read(target.Name, response)
            : throw FunctionFailure.Of(target.Name, response.Payload);
    }

    private static ReadOnlyMemory<byte> Event(FunctionCall call)
    {
        var arguments = call.Arguments();
        var json = new ArrayBufferWriter<byte>(arguments.Length + 256);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            if (call.Request.Method is "tools/call" or "prompts/get")
            {
                writer.WritePropertyName("args"u8);
                writer.WriteRawValue(arguments.Span, skipInputValidation: true);
            }
            else
            {
                writer.WriteString("action"u8, Action(call.Request.Method));
                WriteMembers(writer, arguments);
            }

            WriteExtra(writer, call.Request);
            if (call.Request.WasAsked)
                LaterRound.Write(writer, call.Request);
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    private static string Action(string method) => method switch
    {
        "resources/list" => "list",
        "completion/complete" => "complete",
        _ => "read",
    };

    private static void WriteMembers(Utf8JsonWriter writer, ReadOnlyMemory<byte> arguments)
    {
        using var members = JsonDocument.Parse(arguments);
        foreach (var member in members.RootElement.EnumerateObject())
            member.WriteTo(writer);
    }

    // What the MCP SDK for TypeScript hands its callbacks, as far as it can be written as JSON: an AbortSignal is {}.
    private static void WriteExtra(Utf8JsonWriter writer, McpRequest request)
    {
        writer.WriteStartObject("extra"u8);
        writer.WriteStartObject("signal"u8);
        writer.WriteEndObject();
        if (request.Session is { } session)
            writer.WriteString("sessionId"u8, session.Id);
        writer.WriteString("requestId"u8, request.Id.ToString());
        if (request.Params.ValueKind == JsonValueKind.Object && request.Params.TryGetProperty("_meta"u8, out var meta))
        {
            writer.WritePropertyName("_meta"u8);
            meta.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
