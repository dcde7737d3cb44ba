using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Http;

/// <summary>The HTTP status and the JSON-RPC error of every rejection, in one place.</summary>
internal static class RequestRejections
{
    /// <summary>
    /// The status and error of a rejection. Where JSON-RPC has no code for the reason, the code is the HTTP status: those numbers
    /// lie outside the range that JSON-RPC reserves.
    /// </summary>
    public static (int Status, JsonRpcErrorObject Error) Describe(RequestRejection rejection, string? detail = null) => rejection switch
    {
        RequestRejection.OriginNotAllowed => Http(403, $"The origin {detail} may not call this server. Its administrator can allow it (MCP_ALLOWED_ORIGINS)."),
        RequestRejection.RightsUnreadable => Http(403, "What the caller may use cannot be read from what the authentication said, so nothing is allowed. The server's administrator can mend it."),
        RequestRejection.SetNotFound => Http(404, $"There is no set {detail} of tools here. All there is is served at /mcp."),
        RequestRejection.HttpMethodNotAllowed => Http(405, $"{detail} is not available here. Send JSON-RPC messages with POST."),
        RequestRejection.ContentTypeNotJson => Http(415, "The body must be JSON in UTF-8: send Content-Type: application/json."),
        RequestRejection.NothingAcceptable => Http(406, "Answers come as application/json or text/event-stream: send Accept: application/json, text/event-stream."),
        RequestRejection.HeaderMismatch => (400, new((int)McpErrorCode.HeaderMismatch, $"Headers and body must agree. {detail}")),
        RequestRejection.MetadataMissing => (400, new((int)McpErrorCode.InvalidParams, $"params._meta needs {detail}.")),
        RequestRejection.LogLevelUnknown => (400, new((int)McpErrorCode.InvalidParams, $"{detail} must be one of {LogLevels.All}.")),
        RequestRejection.MethodNotFound => (404, new((int)McpErrorCode.MethodNotFound, $"The method {detail} is not available on this server.")),
        RequestRejection.ResponseNotExpected => Invalid("Answers are expected in a session only: send a request."),
        RequestRejection.BodyTooLarge => Http(413, $"The body is larger than {detail} bytes. Send less in one request, or pass a reference to the data."),
        RequestRejection.BodyEmpty => (400, new((int)McpErrorCode.ParseError, "The body is empty. Send one JSON-RPC message.")),
        RequestRejection.BodyNotJson => (400, new((int)McpErrorCode.ParseError, $"The body is not acceptable JSON. {detail}")),
        RequestRejection.BatchNotSupported => Invalid("JSON-RPC batches belong to sessions of MCP 2025-03-26: send each message in a request of its own."),
        RequestRejection.BatchEmpty => Invalid("The batch is empty: send at least one JSON-RPC message."),
        RequestRejection.BatchTooLarge => Invalid($"The batch has more than {detail} messages: send fewer in one request."),
        RequestRejection.InitializeInBatch => Invalid("initialize must not be part of a batch: send it in a request of its own."),
        RequestRejection.NotJsonRpc => Invalid("The body must be one JSON-RPC message: a JSON object."),
        RequestRejection.InvalidId => Invalid("The id of a JSON-RPC message must be a string or an integer."),
        RequestRejection.InvalidJsonRpcVersion => Invalid("A JSON-RPC message needs the member \"jsonrpc\": \"2.0\"."),
        RequestRejection.MethodMissing => Invalid("A JSON-RPC message needs the member \"method\", a string."),
        RequestRejection.ParamsNotAnObject => Invalid("The params of a JSON-RPC message must be an object."),
        RequestRejection.ProtocolVersionNotSupported => (400, new(
            (int)McpErrorCode.UnsupportedProtocolVersion,
            $"Protocol version {detail} is not supported. Supported: {string.Join(", ", ProtocolVersions.Supported)}.",
            writer => WriteVersions(writer, detail))),
        RequestRejection.SessionIdMissing => Invalid("The header Mcp-Session-Id is missing. Send initialize first and repeat the id from its answer."),
        RequestRejection.NotInitialized => Invalid("There is no session yet: send initialize first."),
        RequestRejection.SessionNotFound => (404, new((int)McpErrorCode.InvalidRequest, "There is no such session, or it has ended. Open a new one with initialize.")),
        RequestRejection.SessionsNotInUse => Http(405, "This server keeps no sessions: there is nothing to end."),
        RequestRejection.LegacySessionMissing => Invalid("sessionId is missing. Open a stream at /sse first: its first event has the address for messages."),
        RequestRejection.RevisionWithoutLegacySse => Invalid($"Messages of MCP {detail} are not taken here: send them to /mcp."),
        RequestRejection.EventStreamNotAcceptable => Http(406, "The answer is an event stream: send Accept: text/event-stream."),
        RequestRejection.EventIdMalformed => Invalid("The header Last-Event-ID has no id of an event of this server."),
        RequestRejection.EventNotFound => Invalid("This session has no such event, or it is too old to resume after it. Send the request again."),
        RequestRejection.TooManyCalls or RequestRejection.TooManyRequests or RequestRejection.TooManyStreams => Http(429, detail!),
        RequestRejection.ServerFailed => (500, new((int)McpErrorCode.InternalError, "The server could not handle the request. Its log has the reason.")),
        _ => throw new ArgumentOutOfRangeException(nameof(rejection), rejection, null),
    };

    public static RequestRejection From(JsonRpcFault fault) => fault switch
    {
        JsonRpcFault.Batch => RequestRejection.BatchNotSupported,
        JsonRpcFault.BadId => RequestRejection.InvalidId,
        JsonRpcFault.BadVersion => RequestRejection.InvalidJsonRpcVersion,
        JsonRpcFault.NoMethod => RequestRejection.MethodMissing,
        JsonRpcFault.BadParams => RequestRejection.ParamsNotAnObject,
        _ => RequestRejection.NotJsonRpc,
    };

    private static (int Status, JsonRpcErrorObject Error) Http(int status, string message) => (status, new(status, message));

    private static (int Status, JsonRpcErrorObject Error) Invalid(string message) => (400, new((int)McpErrorCode.InvalidRequest, message));

    private static void WriteVersions(Utf8JsonWriter writer, string? requested)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("supported"u8);
        foreach (var version in ProtocolVersions.Supported)
            writer.WriteStringValue(version);
        writer.WriteEndArray();
        writer.WriteString("requested"u8, requested);
        writer.WriteEndObject();
    }
}
