using System.Runtime.InteropServices;
using System.Text.Json;
using Amazon.Lambda.Core;
using LambdaMcp.Hosting.Fronts;
using LambdaMcp.StdioBridge.AgentCore;
using LambdaMcp.StdioBridge.JsonRpc;
using LambdaMcp.Telemetry.Records;
using ModelContextProtocol;

namespace LambdaMcp.StdioBridge.Events;

/// <summary>Hands each event to the front of its kind; HTTP requests are the server's own pipeline's.</summary>
internal sealed class BridgeInvocations(JsonRpcFront jsonRpc, AgentCoreFront agentCore, TimeProvider time) : IInvocationHandler
{
    public async Task<Stream?> HandleAsync(ReadOnlyMemory<byte> payload, ILambdaContext context)
    {
        var custom = context.ClientContext?.Custom;
        IncomingEvent incoming;
        try
        {
            incoming = IncomingEvent.Read(payload, custom);
        }
        catch (JsonException exception)
        {
            return Answer(MessageWriter.Error(default, (int)McpErrorCode.ParseError, $"The event is no JSON: {exception.Message}"));
        }

        if (incoming.Kind == EventKind.Http)
            return null;
        var deadline = Deadline(context.RemainingTime);
        var gatewaysId = incoming.Kind == EventKind.NamedTool ? ToolNames.RequestIdIn(incoming.Json) : ToolNames.RequestIdIn(custom);
        var origin = new RequestOrigin { FunctionRequestId = context.AwsRequestId, ApiRequestId = gatewaysId };
        return incoming.Kind switch
        {
            EventKind.AgentCore or EventKind.NamedTool =>
                Answer(await agentCore.CallAsync(incoming.ToolName!, incoming.Json, incoming.Kind == EventKind.NamedTool, deadline, origin)),
            EventKind.JsonRpc => Answer(await jsonRpc.HandleAsync(incoming.Json, new(ToldOf(custom), deadline, origin), MessageStream.OfInvocation())),
            _ => Answer(agentCore.MissingName()),
        };
    }

    private static Stream Answer(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            return Stream.Null;
        return MemoryMarshal.TryGetArray(json, out var bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false, publiclyVisible: true)
            : new MemoryStream(json.ToArray(), writable: false);
    }

    private static JsonElement ToldOf(IDictionary<string, string>? custom)
    {
        if (custom is null || !custom.TryGetValue("mcp", out var text))
            return default;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Of no endpoint of ours.
            return default;
        }
    }

    // Who starts the function without Lambda need not say.
    private DateTimeOffset? Deadline(TimeSpan left) => left > TimeSpan.Zero ? time.GetUtcNow() + left : null;
}
