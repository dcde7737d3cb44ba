using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Tools.Methods;
using LambdaMcp.Tools.State;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Tools.Serving;

/// <summary>
/// What clients are told when a method throws. An <see cref="McpException"/>'s message is for them, an <see cref="McpProtocolException"/> is a JSON-RPC
/// error, and of any other exception they hear that it was one.
/// </summary>
internal static class Failures
{
    /// <summary>Whether the exception is nothing that the client was to be told, but a fault.</summary>
    public static bool IsFault(Exception exception) => exception is not (McpException or InvalidArgumentException);

    /// <param name="message">The request.</param>
    /// <param name="method">What it called.</param>
    /// <param name="exception">What that threw.</param>
    /// <param name="state">The state that it used, if it did.</param>
    public static ReadOnlyMemory<byte> Respond(IncomingMessage message, McpMethod method, Exception exception, SessionState? state) => exception switch
    {
        McpProtocolException { ErrorCode: McpErrorCode.ResourceNotFound } error and not McpErrorException when message.Method == "resources/read" =>
            NotFound(message.Id, error.Message, message.Parameter("uri")),
        McpProtocolException error => Error(message.Id, error),
        _ when method.Kind == McpMethodKind.Tool => ToolError(message.Id, Describe(method, exception), state),
        _ => MessageWriter.Error(
            message.Id, (int)(exception is InvalidArgumentException ? McpErrorCode.InvalidParams : McpErrorCode.InternalError), Describe(method, exception)),
    };

    public static ReadOnlyMemory<byte> Error(JsonElement id, McpProtocolException error) =>
        MessageWriter.Error(id, (int)error.ErrorCode, error.Message, error switch
        {
            McpErrorException { ErrorData: { } data } => data.WriteTo,
            UrlElicitationRequiredException { Elicitations: var elicitations } => writer => WriteElicitations(writer, elicitations),
            _ => null,
        });

    /// <summary>There is no such resource; the <c>uri</c> in the data says so in every revision.</summary>
    public static ReadOnlyMemory<byte> NotFound(JsonElement id, string message, string uri) => MessageWriter.Error(id, (int)McpErrorCode.ResourceNotFound, message, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("uri"u8, uri);
        writer.WriteEndObject();
    });

    // What the method wrote before it failed is kept.
    private static ReadOnlyMemory<byte> ToolError(JsonElement id, string message, SessionState? state) =>
        MessageWriter.Response(id, McpMethodResult.Tool(new() { Content = [new TextContentBlock { Text = message }], IsError = true }).With(state).WriteTo);

    private static string Describe(McpMethod method, Exception exception) => exception switch
    {
        InvalidArgumentException invalid => $"{method.Key} was not called, because its arguments are not what it takes: {invalid.At} {invalid.Problem}. Correct that and call it again.",
        McpException told => told.Message,
        _ => $"{method.Key} failed. The server's log says why.",
    };

    private static void WriteElicitations(Utf8JsonWriter writer, IEnumerable<ElicitRequestParams> elicitations)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("elicitations"u8);
        foreach (var elicitation in elicitations)
            JsonSerializer.Serialize(writer, elicitation, SdkJson.TypeOf<ElicitRequestParams>());
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
