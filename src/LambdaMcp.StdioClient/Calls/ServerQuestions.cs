using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.StdioClient.Wire;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>The requests that a server sends.</summary>
internal sealed class ServerQuestions(CallsUnderWay calls, ServerLine line)
{
    /// <summary>Takes a request. It is answered now, or becomes a question of the call that is under way.</summary>
    public void Take(JsonRpcId id, string method, JsonElement parameters)
    {
        if (method == RequestMethods.Ping)
        {
            line.Reply(id, static writer => WriteEmpty(writer));
        }
        else if (method is not (RequestMethods.ElicitationCreate or "sampling/createMessage" or "roots/list"))
        {
            line.Refuse(id, McpErrorCode.MethodNotFound, $"The method {Parameters.Shortened(method)} is not available on this client.");
        }
        else if (calls.OnlyOne is { } call)
        {
            if (!call.Ask(id, method, parameters))
                line.Refuse(id, McpErrorCode.InvalidRequest, "Too many questions are open already.");
        }
        else if (calls.AreNone && method == "roots/list")
        {
            line.Reply(id, static writer => WriteNoRoots(writer));
        }
        else
        {
            line.Refuse(id, McpErrorCode.InvalidRequest, calls.AreNone
                ? "No request is under way whose client could be asked."
                : "Several requests are under way, and it is not known which of their clients is to be asked.");
        }
    }

    /// <summary>Answers a question with what is known.</summary>
    /// <returns>What is to be asked of the client; null when the question is answered.</returns>
    public static OpenQuestion? Answer(McpRequest request, CallEvent happened, AskedQuestions asked, ServerLine line)
    {
        var (id, method) = (happened.QuestionId, happened.Method);
        // MCP 2026-07-28, "Multi Round-Trip Requests": no other request may wait for the client's input.
        if (!MayWait(request))
        {
            if (method == "roots/list")
                line.Reply(id, static writer => WriteNoRoots(writer));
            else
                line.Refuse(id, McpErrorCode.InvalidRequest, $"The client cannot be asked in the course of {Parameters.Shortened(request.Method)}.");
            return null;
        }

        if (ClientAbility.Missing(request.ClientCapabilities, [new("", method, happened.Json)]) is { } missing)
        {
            line.Refuse(id, McpErrorCode.MethodNotFound, $"The client of this request did not declare these capabilities: {missing.GetRawText()}");
            return null;
        }

        var answer = asked.Take(method, happened.Json, out var key);
        if (answer.ValueKind != JsonValueKind.Object)
            return new(id, new(key, method, happened.Json));
        line.Reply(id, answer);
        return null;
    }

    /// <summary>Answers a question of a call that is over.</summary>
    public static void RefuseLate(ServerLine line, JsonRpcId id) =>
        line.Refuse(id, McpErrorCode.InvalidRequest, "The request that this belonged to is over.");

    /// <summary>Whether the server may ask something in the course of this request that its client can answer.</summary>
    public static bool CanBePut(McpRequest request, StdioServerOptions options) =>
        MayWait(request) && request.ClientCapabilities is { ValueKind: JsonValueKind.Object } able && options.ClientCapabilities.Any(capability => able.TryGetProperty(capability, out _));

    private static bool MayWait(McpRequest request) => request.Method is RequestMethods.ToolsCall or RequestMethods.PromptsGet or RequestMethods.ResourcesRead;

    private static void WriteEmpty(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    private static void WriteNoRoots(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("roots"u8);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
