using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LambdaMcp.Protocol;
using LambdaMcp.Tools.Serving;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

#pragma warning disable MCP9005 // 2026-07-28 advises against sampling and roots in new servers; clients of all revisions have them.

namespace LambdaMcp.Tools;

/// <summary>The call that a tool, prompt or resource serves: who made it, and the way to the client.</summary>
/// <remarks>
/// A method that asks the client (<see cref="ElicitAsync(ElicitRequestParams, CancellationToken)"/>, <see cref="SampleAsync"/>,
/// <see cref="RequestRootsAsync"/>) ends there, with an <see cref="OperationCanceledException"/>, and runs again from its start when the answer
/// is known, maybe on another machine. It must come to the same questions in the same order; what it may do only once, or what comes out
/// differently each time, belongs into <see cref="RememberAsync{T}"/>. Questions that are asked at one time (<see cref="Task.WhenAll(Task[])"/>)
/// are put to the client together.
/// </remarks>
public sealed class ToolContext
{
    /// <summary>Who called, as the authorizer found out.</summary>
    public required string Principal { get; init; }

    /// <summary>The session's id; null for clients of MCP 2026-07-28, which have none.</summary>
    public string? SessionId { get; init; }

    /// <summary>The MCP revision that the client speaks.</summary>
    public required string ProtocolVersion { get; init; }

    /// <summary>The id that the client gave its request.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The W3C <c>traceparent</c> of the request; null where it has none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What the client says it can do.</summary>
    public ClientCapabilities ClientCapabilities
    {
        get => field ??= ReadCapabilities();
        init;
    }

    /// <summary>Whether the client's user can be asked with a form.</summary>
    public bool CanElicit => Channel is not null && ClientCapabilities.Elicitation is { } asked && (asked.Form is not null || asked.Url is null);

    /// <summary>Whether the client's user can be sent to a URL.</summary>
    public bool CanElicitUrl => Channel is not null && ClientCapabilities.Elicitation is { Url: not null };

    /// <summary>Whether the client's model can be asked.</summary>
    public bool CanSample => Channel is not null && ClientCapabilities.Sampling is not null;

    /// <summary>Whether the client tells its roots.</summary>
    public bool CanRequestRoots => Channel is not null && ClientCapabilities.Roots is not null;

    /// <summary>The way to the client; null where there is none, as in a test of the method.</summary>
    internal CallChannel? Channel { get; init; }

    /// <summary>Asks the client's user.</summary>
    /// <param name="request">The question. With a URL it must be an https one.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the call any more.</param>
    /// <returns>The answer, which may also be that the user declined.</returns>
    /// <exception cref="McpException">The client's user cannot be asked so.</exception>
    /// <exception cref="OperationCanceledException">The answer is not known yet; the method runs again when it is.</exception>
    public Task<ElicitResult> ElicitAsync(ElicitRequestParams request, CancellationToken cancellationToken = default) => request.Url is null
        ? AskAsync<ElicitRequestParams, ElicitResult>(RequestMethods.ElicitationCreate, request, CanElicit, "a user who can be asked (elicitation)", cancellationToken)
        : AskAsync<ElicitRequestParams, ElicitResult>(RequestMethods.ElicitationCreate, request, CanElicitUrl, "a user who can be sent to a URL (elicitation.url)", cancellationToken);

    /// <summary>Asks the client's user with a form.</summary>
    /// <param name="message">The question.</param>
    /// <param name="fields">The form's fields.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the call any more.</param>
    /// <returns>The answer, which may also be that the user declined.</returns>
    /// <exception cref="McpException">The client's user cannot be asked.</exception>
    /// <exception cref="OperationCanceledException">The answer is not known yet; the method runs again when it is.</exception>
    public Task<ElicitResult> ElicitAsync(string message, ElicitRequestParams.RequestSchema fields, CancellationToken cancellationToken = default) =>
        ElicitAsync(new ElicitRequestParams { Message = message, RequestedSchema = fields }, cancellationToken);

    /// <summary>Asks the client's model.</summary>
    /// <param name="request">The conversation to continue.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the call any more.</param>
    /// <returns>What the model said.</returns>
    /// <exception cref="McpException">The client's model cannot be asked.</exception>
    /// <exception cref="OperationCanceledException">The answer is not known yet; the method runs again when it is.</exception>
    public Task<CreateMessageResult> SampleAsync(CreateMessageRequestParams request, CancellationToken cancellationToken = default) =>
        AskAsync<CreateMessageRequestParams, CreateMessageResult>(
            RequestMethods.SamplingCreateMessage, request, CanSample && (request.Tools is null || ClientCapabilities.Sampling!.Tools is not null),
            request.Tools is null ? "a model that can be asked (sampling)" : "a model that can be asked with tools (sampling.tools)", cancellationToken);

    /// <summary>Asks the client for its roots: the folders and other places that it works on.</summary>
    /// <param name="cancellationToken">Cancelled when nobody waits for the call any more.</param>
    /// <exception cref="McpException">The client tells no roots.</exception>
    /// <exception cref="OperationCanceledException">The answer is not known yet; the method runs again when it is.</exception>
    public Task<ListRootsResult> RequestRootsAsync(CancellationToken cancellationToken = default) =>
        AskAsync<ListRootsRequestParams, ListRootsResult>(RequestMethods.RootsList, null, CanRequestRoots, "roots", cancellationToken);

    /// <summary>
    /// Makes a value once for all runs of the call: what has an effect, or comes out differently each time. Of runs that fail before they ask something
    /// nothing is remembered.
    /// </summary>
    /// <param name="key">Tells the value from others of the call.</param>
    /// <param name="type">How the value is written as JSON, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>. All that a call remembers must stay below some 250 KB.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the call any more.</param>
    /// <returns>The value that the first run made.</returns>
    public async Task<T> RememberAsync<T>(string key, JsonTypeInfo<T> type, Func<CancellationToken, Task<T>> make, CancellationToken cancellationToken = default)
    {
        if (Channel?.Questions.TryRecall(key, out var known) == true)
            return known.Deserialize(type)!;
        var made = await make(cancellationToken);
        Channel?.Questions.Keep(key, JsonSerializer.SerializeToElement(made, type));
        return made;
    }

    /// <summary>Makes a text once for all runs of the call, as <see cref="RememberAsync{T}"/> does for other values.</summary>
    /// <param name="key">Tells the text from other values of the call.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the call any more.</param>
    /// <returns>The text that the first run made.</returns>
    public Task<string> RememberAsync(string key, Func<CancellationToken, Task<string>> make, CancellationToken cancellationToken = default) =>
        RememberAsync(key, SdkJson.TypeOf<string>(), make, cancellationToken);

    /// <summary>Whether the client wants log messages of a severity.</summary>
    public bool Logs(ClientLogLevel level) => Channel is not null && LogLevels.Admits(NameOf(level), Channel.LogLevel);

    /// <summary>Sends the client a line of the method's log, if it wants such lines. It is sent before the method's result, in the order of the calls.</summary>
    /// <param name="level">How severe it is.</param>
    /// <param name="message">What to say. It must not have secrets: it is the client that reads it.</param>
    /// <param name="logger">What says it; null for nothing.</param>
    public Task LogAsync(ClientLogLevel level, string message, string? logger = null) => LogAsync(level, writer => writer.WriteString("data"u8, message), logger);

    /// <summary>Sends the client a JSON value of the method's log, if it wants such. It is sent before the method's result, in the order of the calls.</summary>
    /// <param name="level">How severe it is.</param>
    /// <param name="data">What to say. It must not have secrets: it is the client that reads it.</param>
    /// <param name="logger">What says it; null for nothing.</param>
    public Task LogAsync(ClientLogLevel level, JsonElement data, string? logger = null) => LogAsync(level, writer =>
    {
        writer.WritePropertyName("data"u8);
        data.WriteTo(writer);
    }, logger);

    /// <summary>
    /// Says that the rest takes long: a client of MCP 2025-11-25 that waits on a stream of events is let go, and comes back for the result. For others
    /// nothing changes.
    /// </summary>
    /// <param name="retryAfter">When the client is to come back, at most a minute; null: after a second.</param>
    public Task ReleaseAsync(TimeSpan? retryAfter = null)
    {
        Channel?.Outlet.Send(MessageWriter.Notification("notifications/lambda-mcp/release", writer =>
        {
            if (retryAfter is { } time)
                writer.WriteNumber("retryMs"u8, (int)Math.Clamp(time.TotalMilliseconds, 0, TimeSpan.MillisecondsPerMinute));
        }));
        return Task.CompletedTask;
    }

    private Task LogAsync(ClientLogLevel level, Action<Utf8JsonWriter> writeData, string? logger)
    {
        if (Logs(level))
        {
            Channel!.Outlet.Send(MessageWriter.Notification("notifications/message", writer =>
            {
                writer.WriteString("level"u8, NameOf(level));
                if (logger is not null)
                    writer.WriteString("logger"u8, logger);
                writeData(writer);
            }));
        }

        return Task.CompletedTask;
    }

#pragma warning disable CS1998 // It awaits nothing: that it is asynchronous makes a failure the task's, so that several questions can be asked together.
    private async Task<TAnswer> AskAsync<TQuestion, TAnswer>(
        string method, TQuestion? question, bool isPossible, string needed, CancellationToken cancellationToken)
        where TQuestion : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!isPossible)
            throw new McpException($"This needs a client with {needed}, and yours did not say that it has one.");
        var answer = Channel!.Questions.Ask(method, question is null ? default : SdkJson.Write(question));
        try
        {
            return SdkJson.Read<TAnswer>(answer);
        }
        catch (JsonException exception)
        {
            throw new McpException($"The client's answer to {method} cannot be read.", exception);
        }
    }
#pragma warning restore CS1998

    private ClientCapabilities ReadCapabilities()
    {
        try
        {
            return Channel?.Capabilities is { ValueKind: JsonValueKind.Object } said ? SdkJson.Read<ClientCapabilities>(said) : new();
        }
        catch (JsonException)
        {
            // Whoever cannot say what it can do is taken to be able to do nothing.
            return new();
        }
    }

    private static string NameOf(ClientLogLevel level) => level.ToString().ToLowerInvariant();
}
