using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Tools.Serving;

/// <summary>A JSON-RPC request as functions of the contract <c>mcp</c> get it, and what goes with it.</summary>
internal sealed class IncomingMessage
{
    private readonly JsonElement _meta;
    private readonly JsonElement _caller;

    private IncomingMessage(JsonElement message, JsonElement caller)
    {
        Id = Member(message, "id");
        Method = Text(message, "method") ?? "";
        Params = Member(message, "params");
        _meta = Member(Params, "_meta");
        _caller = caller;
    }

    /// <summary>Undefined for a notification, to which nobody waits for an answer.</summary>
    public JsonElement Id { get; }

    public string Method { get; }

    public JsonElement Params { get; }

    /// <summary>Undefined when the client wants no progress.</summary>
    public JsonElement ProgressToken => Member(_meta, "progressToken");

    public JsonElement Capabilities => Member(_meta, MetaKeys.ClientCapabilities);

    public string? LogLevel => Text(_meta, MetaKeys.LogLevel);

    public JsonElement InputResponses => Member(Params, "inputResponses");

    public string? RequestState => Text(Params, "requestState");

    public string Principal => Text(_caller, "principal") ?? "anonymous";

    public string? SessionId => Text(_caller, "session");

    public string ProtocolVersion => Text(_caller, "protocolVersion") ?? Text(_meta, MetaKeys.ProtocolVersion) ?? "2025-11-25";

    public string RequestId => Text(_caller, "requestId") ?? Id.ToString();

    /// <summary>The key of the method that was chosen for the request, and that its sender may use; null: the URI tells.</summary>
    public string? Key => Text(_caller, "key");

    public string? TraceParent => Text(_meta, "traceparent");

    /// <param name="message">The message.</param>
    /// <param name="caller">The entry <c>mcp</c> of the client context, a JSON object; null where there is none.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static IncomingMessage Read(ReadOnlyMemory<byte> message, string? caller)
    {
        // What a method is given of it may outlive the call.
        using var json = JsonDocument.Parse(message);
        using var origin = caller is null ? null : JsonDocument.Parse(caller);
        return new(json.RootElement.Clone(), origin?.RootElement.Clone() ?? default);
    }

    /// <summary>A text among the parameters.</summary>
    /// <exception cref="McpProtocolException">There is none of that name.</exception>
    public string Parameter(string name) =>
        Text(Params, name) ?? throw new McpProtocolException($"params.{name} must be a string.", McpErrorCode.InvalidParams);

    /// <summary>A text in an object among the parameters.</summary>
    /// <exception cref="McpProtocolException">There is none of that name.</exception>
    public string Parameter(string name, string member) =>
        Text(Member(Params, name), member) ?? throw new McpProtocolException($"params.{name}.{member} must be a string.", McpErrorCode.InvalidParams);

    private static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
