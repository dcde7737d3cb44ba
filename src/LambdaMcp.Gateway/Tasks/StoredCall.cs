using System.Buffers;
using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Access;
using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Tasks;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>
/// A <c>tools/call</c> request on its way to a worker. The function sees the task's id as the request's, the same in every round; and
/// a progress token, also when the client gave none, because progress becomes the task's status message. It keeps the caller's rights of its time.
/// </summary>
internal static class StoredCall
{
    public static ReadOnlyMemory<byte> Write(McpRequest request, string taskId)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, taskId);
            writer.WriteString("method"u8, request.Method);
            writer.WriteString("protocolVersion"u8, request.ProtocolVersion);
            if (request.Set is { } set)
                writer.WriteString("set"u8, set);
            WriteTexts(writer, "scopes"u8, request.Scopes.Count > 0 ? request.Scopes : null);
            WriteTexts(writer, "tools"u8, request.Allowed.Tools?.Patterns);
            WriteTexts(writer, "resources"u8, request.Allowed.Resources?.Patterns);
            WriteTexts(writer, "prompts"u8, request.Allowed.Prompts?.Patterns);
            if (request.Origin.TokenId is { } tokenId)
                writer.WriteString("tokenId"u8, tokenId);
            if (request.TraceParent is { } traceParent)
                writer.WriteString("traceparent"u8, traceParent);
            if (request.ClientCapabilities.ValueKind == JsonValueKind.Object)
            {
                writer.WritePropertyName("clientCapabilities"u8);
                request.ClientCapabilities.WriteTo(writer);
            }

            writer.WriteStartObject("params"u8);
            WriteParams(writer, request.Params, taskId);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    /// <summary>The request as the current round's worker runs it.</summary>
    public static McpRequest Read(TaskRecord task, IClientChannel client, DateTimeOffset? deadline)
    {
        using var document = JsonDocument.Parse(task.Request);
        var call = document.RootElement.Clone();
        JsonRpcId.TryRead(call.GetProperty("id"u8), out var id);
        return new()
        {
            Id = id,
            Method = call.GetProperty("method"u8).GetString()!,
            Params = call.GetProperty("params"u8),
            ProtocolVersion = call.GetProperty("protocolVersion"u8).GetString()!,
            Principal = task.Owner,
            Scopes = Texts(call, "scopes"u8)?.ToHashSet(StringComparer.Ordinal) ?? [],
            Allowed = new()
            {
                Tools = AllowList.From(Texts(call, "tools"u8)),
                Resources = AllowList.From(Texts(call, "resources"u8)),
                Prompts = AllowList.From(Texts(call, "prompts"u8)),
            },
            Set = call.TryGetProperty("set"u8, out var set) ? set.GetString() : null,
            IsStateless = true,
            ClientCapabilities = call.TryGetProperty("clientCapabilities"u8, out var capabilities) ? capabilities : default,
            TraceParent = call.TryGetProperty("traceparent"u8, out var parent) ? parent.GetString() : null,
            Origin = new() { TokenId = call.TryGetProperty("tokenId"u8, out var tokenId) ? tokenId.GetString() : null },
            TaskId = task.Id,
            Client = client,
            Deadline = deadline,
            InputResponses = task.Inputs.Responses,
            WasAsked = task.Round > 1 || task.Inputs.State is not null,
            RequestState = task.Inputs.State,
        };
    }

    private static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<string>? texts)
    {
        if (texts is null)
            return;
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static string[]? Texts(JsonElement call, ReadOnlySpan<byte> name) =>
        call.TryGetProperty(name, out var texts) ? [.. texts.EnumerateArray().Select(static text => text.GetString()!)] : null;

    // What the rounds on the connection carried is in the task; the client's own wish for a task means nothing (SEP-2663).
    private static void WriteParams(Utf8JsonWriter writer, JsonElement parameters, string taskId)
    {
        foreach (var member in parameters.EnumerateObject())
        {
            if (member.Name is not ("_meta" or "inputResponses" or "requestState" or "task"))
                member.WriteTo(writer);
        }

        writer.WriteStartObject("_meta"u8);
        var hasToken = false;
        if (parameters.TryGetProperty("_meta"u8, out var meta) && meta.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in meta.EnumerateObject())
            {
                hasToken |= member.NameEquals("progressToken"u8);
                member.WriteTo(writer);
            }
        }

        if (!hasToken)
            writer.WriteString("progressToken"u8, taskId);
        writer.WriteEndObject();
    }
}
