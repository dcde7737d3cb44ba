using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.StdioBridge.Records;
using LambdaMcp.StdioBridge.Settings;
using LambdaMcp.StdioClient;
using LambdaMcp.Telemetry.Records;
using LambdaMcp.Telemetry.Tracing;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.StdioBridge.AgentCore;

/// <summary>
/// Tool calls of Amazon Bedrock AgentCore Gateway: the event is the tool's arguments, the client context names the tool, and the answer is the tool's
/// result as it stands. Whatever is no result fails the function.
/// </summary>
internal sealed partial class AgentCoreFront(RecordedCalls calls, ServerLabel label, ILogger<AgentCoreFront> logger)
{
    /// <summary>Calls a tool.</summary>
    /// <param name="name">The tool, as the gateway calls it.</param>
    /// <param name="json">The event.</param>
    /// <param name="isNamedByEvent">Whether the name is from the event, and so is no argument.</param>
    /// <param name="deadline">When the answer has to be there; null where nobody says.</param>
    /// <param name="origin">The invocation's ids.</param>
    /// <returns>The result: a <c>CallToolResult</c>.</returns>
    /// <exception cref="ToolCallFailedException">There is none.</exception>
    public async Task<ReadOnlyMemory<byte>> CallAsync(string name, JsonElement json, bool isNamedByEvent, DateTimeOffset? deadline, RequestOrigin origin)
    {
        var tool = ToolNames.AtServer(name);
        if (tool.Length == 0)
            throw new ToolCallFailedException($"The name {name} ends before it names a tool: it must be TARGET___TOOL.");
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            throw new ToolCallFailedException($"The event must be the arguments of {tool}: a JSON object.");
        try
        {
            var result = await calls.CallAsync(RequestOf(tool, json, isNamedByEvent, deadline, origin), look: null, CancellationToken.None);
            return result is InputRequiredResult
                ? throw new ToolCallFailedException($"{tool} asks its client something, and the gateway cannot answer.")
                : WrittenJson.TextOf(result.WriteWithMeta);
        }
        catch (McpProtocolException exception)
        {
            throw new ToolCallFailedException(exception.Message);
        }
        catch (ServerFailedException exception)
        {
            LogFailed(exception, tool, exception.Failure);
            throw new ToolCallFailedException(exception.Message);
        }
    }

    /// <summary>What a caller is told that names no tool. It is an answer, not a failure.</summary>
    public ReadOnlyMemory<byte> MissingName() => WrittenJson.TextOf(writer =>
    {
        writer.WriteStartObject("error"u8);
        writer.WriteNumber("code"u8, (int)McpErrorCode.InternalError);
        writer.WriteString("message"u8, "Internal error: Missing bedrockAgentCoreToolName in context"u8);
        writer.WritePropertyName("data"u8);
        label.WriteTo(writer);
        writer.WriteEndObject();
    });

    private static McpRequest RequestOf(string tool, JsonElement json, bool isNamedByEvent, DateTimeOffset? deadline, RequestOrigin origin) => new()
    {
        Id = default,
        Method = "tools/call",
        Params = WrittenJson.ObjectOf(writer =>
        {
            writer.WriteString("name"u8, tool);
            writer.WriteStartObject("arguments"u8);
            if (json.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in json.EnumerateObject().Where(member => !isNamedByEvent || !ToolNames.Owns(member)))
                    member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }),
        ProtocolVersion = ProtocolVersions.LatestWithSessions,
        // Whoever has no client context is not the gateway.
        Principal = isNamedByEvent ? "anonymous" : "bedrock-agentcore",
        Origin = origin,
        Deadline = deadline,
        TraceParent = XRayTrace.Current?.ToTraceParent()?.ToString(),
    };

    [LoggerMessage(1, LogLevel.Error, "{Tool} failed: {Failure}")]
    private partial void LogFailed(Exception exception, string tool, ServerFailure failure);
}
