using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.StdioBridge.AgentCore;
using LambdaMcp.StdioBridge.JsonRpc;

namespace LambdaMcp.StdioBridge.Events;

/// <summary>An event, and what it is.</summary>
/// <param name="Kind">Who sent it.</param>
/// <param name="Json">It, read; undefined for an HTTP request.</param>
/// <param name="ToolName">The tool that it calls, where the kind says that it calls one.</param>
internal sealed record IncomingEvent(EventKind Kind, JsonElement Json, string? ToolName = null)
{
    /// <summary>Reads an event. The first kind that it looks like is its kind.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="custom">The map <c>custom</c> of the client context; null where there is none.</param>
    /// <exception cref="JsonException">It is no JSON, or not Unicode throughout.</exception>
    public static IncomingEvent Read(ReadOnlyMemory<byte> payload, IEnumerable<KeyValuePair<string, string>>? custom)
    {
        using var document = JsonDocument.Parse(payload);
        var named = ToolNames.In(custom);
        // Read once more by those who serve requests, who also know what to say of text that is none.
        if (named is null && !IsMessage(document.RootElement) && IsHttp(document.RootElement))
            return new(EventKind.Http, default);
        if (!JsonUnicode.IsValid(payload.Span))
            throw new JsonException("Its text must be Unicode: UTF-8, with whole surrogate pairs where they are escaped.");
        // A call that is suspended outlives the invocation, whose memory the next one uses.
        var json = document.RootElement.Clone();
        if (named is not null)
            return new(EventKind.AgentCore, json, named);
        if (IsMessage(json) || (json.ValueKind == JsonValueKind.Array && json.EnumerateArray().Any(IsMessage)))
            return new(EventKind.JsonRpc, json);
        return ToolNames.In(json) is { } name ? new(EventKind.NamedTool, json, name) : new(EventKind.Unknown, json);
    }

    private static bool IsMessage(JsonElement json) => Member.Of(json, "jsonrpc").ValueKind != JsonValueKind.Undefined;

    private static bool IsHttp(JsonElement json) =>
        Member.Of(json, "requestContext") is { ValueKind: JsonValueKind.Object } context &&
        (Member.Of(json, "httpMethod").ValueKind == JsonValueKind.String || Member.Of(context, "http").ValueKind == JsonValueKind.Object);
}
