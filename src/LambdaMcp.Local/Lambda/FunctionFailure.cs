using System.Globalization;
using System.Text.Json.Nodes;

namespace LambdaMcp.Local.Lambda;

/// <summary>Why an invocation failed, and the document that its caller gets.</summary>
/// <param name="Type">Such as <c>Runtime.ExitError</c>.</param>
/// <param name="Message">As Lambda words it.</param>
/// <param name="Document">The error as JSON: the runtime's own bytes where it reported the error.</param>
internal sealed record FunctionFailure(string Type, string Message, ReadOnlyMemory<byte> Document)
{
    private FunctionFailure(string type, string message)
        : this(type, message, Bytes(new JsonObject { ["errorType"] = type, ["errorMessage"] = message }))
    {
    }

    /// <summary>An error that the runtime posted: its header's type, and the document's type and message.</summary>
    public static FunctionFailure Reported(string? headerType, ReadOnlyMemory<byte> document)
    {
        JsonObject? read = null;
        try
        {
            read = JsonNode.Parse(document.Span) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            // A runtime may post anything; its type is then what the header says.
        }
        var type = Text("errorType") ?? (string.IsNullOrEmpty(headerType) ? "UnknownError" : headerType);
        return read is null
            ? new FunctionFailure(type, System.Text.Encoding.UTF8.GetString(document.Span))
            : new FunctionFailure(type, Text("errorMessage") ?? "", document);

        string? Text(string name) => read?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    /// <summary>The error that broke off a streamed answer.</summary>
    public static FunctionFailure Ended(InvocationEnd end) => new(end.ErrorType ?? "UnknownError", end.ErrorMessage ?? "");

    public static FunctionFailure TimedOut(string requestId, TimeSpan limit) =>
        new("Sandbox.Timedout", $"RequestId: {requestId} Error: Task timed out after {Seconds(limit)} seconds");

    public static FunctionFailure InitTimedOut(string requestId, TimeSpan limit) =>
        new("Sandbox.Timedout", $"RequestId: {requestId} Error: Init timed out after {Seconds(limit)} seconds: the runtime never asked for an event");

    public static FunctionFailure Exited(string requestId, string exit) =>
        new("Runtime.ExitError", $"RequestId: {requestId} Error: {exit}");

    public static FunctionFailure NoEntrypoint(string requestId, string reason) =>
        new("Runtime.InvalidEntrypoint", $"RequestId: {requestId} Error: {reason}");

    public static FunctionFailure TooLarge() => new(
        "Function.ResponseSizeTooLarge",
        $"Response payload size exceeded maximum allowed payload size ({InvocationLimits.BufferedResponse} bytes).");

    public static FunctionFailure StreamTooLarge() => new(
        "Function.ResponseSizeTooLarge",
        $"Streamed response exceeded maximum allowed size ({InvocationLimits.StreamedResponse} bytes).");

    public static FunctionFailure Truncated(string requestId) =>
        new("Runtime.TruncatedResponse", $"RequestId: {requestId} Error: The runtime broke off its response");

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture);

    private static byte[] Bytes(JsonObject document) => System.Text.Encoding.UTF8.GetBytes(document.ToJsonString());
}
