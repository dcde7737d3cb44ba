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

    public static ReadOnlyMemory<byte> Respond(JsonElement id, McpMethod method, Exception exception, SessionState? state) => exception switch
    {
        McpProtocolException error => Error(id, error),
        _ when method.Kind == McpMethodKind.Tool => ToolError(id, Describe(method, exception), state),
        _ => MessageWriter.Error(
            id, (int)(exception is InvalidArgumentException ? McpErrorCode.InvalidParams : McpErrorCode.InternalError), Describe(method, exception)),
    };

    public static ReadOnlyMemory<byte> Error(JsonElement id, McpProtocolException error) =>
        MessageWriter.Error(id, (int)error.ErrorCode, error.Message, error switch
        {
            McpErrorException { ErrorData: { } data } => data.WriteTo,
            UrlElicitationRequiredException { Elicitations: var elicitations } => writer => WriteElicitations(writer, elicitations),
            _ => null,
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
