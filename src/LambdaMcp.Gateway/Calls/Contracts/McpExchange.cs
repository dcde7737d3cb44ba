using System.Buffers;
using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.JsonRpc;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>One call of a function of the contract <c>mcp</c>: what it says on its way goes to the client, until it answers.</summary>
internal sealed partial class McpExchange(
    McpRequest request, CallTarget target, string id, IResourceUpdates? updates, Func<string, Task>? listsChanged, ILogger logger)
{
    private const int LongestPreview = 80;
    private const int LongestRetryMs = 60_000;
    private const int UsualRetryMs = 1_000;

    // A notification of our own: the function will take long, so the client had better come back for the answer.
    private const string Release = "notifications/lambda-mcp/release";

    private readonly ProgressRelay _progress = new(request);
    private readonly string _name = target.Name;

    /// <summary>The invocation's request id, once it is known.</summary>
    public string InvocationId { get; set; } = "";

    /// <summary>Takes a line of the answer: one message, or an array of messages from a function that cannot stream.</summary>
    /// <returns>The result, when this was the response; null before.</returns>
    /// <exception cref="CallFailedException">The line is no message, or a request.</exception>
    /// <exception cref="McpErrorException">The response is an error.</exception>
    public async ValueTask<JsonElement?> TakeAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        var json = Parse(line);
        if (json.ValueKind != JsonValueKind.Array)
            return await TakeMessageAsync(json, line, cancellationToken);
        foreach (var message in json.EnumerateArray())
        {
            if (await TakeMessageAsync(message, line, cancellationToken) is { } result)
                return result;
        }

        return null;
    }

    private async ValueTask<JsonElement?> TakeMessageAsync(JsonElement message, ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        if (message.ValueKind != JsonValueKind.Object)
            throw NoMessage(line);
        if (message.TryGetProperty("method"u8, out var method) && method.ValueKind == JsonValueKind.String)
        {
            if (message.TryGetProperty("id"u8, out _))
                throw AskedOnStream(method.GetString()!);
            await PassOnAsync(method.GetString()!, message, cancellationToken);
            return null;
        }

        var isError = message.TryGetProperty("error"u8, out var error);
        if (!isError && !message.TryGetProperty("result"u8, out _))
            throw NoMessage(line);
        if (message.TryGetProperty("id"u8, out var answered) && answered.ValueKind != JsonValueKind.Null &&
            !(answered.ValueKind == JsonValueKind.String && answered.ValueEquals(id)))
        {
            throw new CallFailedException("invalid_answer", $"{_name} answered another request: the response must have the request's id.");
        }

        if (isError)
            throw FunctionError.Of(request, _name, error);
        var result = message.GetProperty("result"u8);
        return result.ValueKind == JsonValueKind.Object
            ? result
            : throw new CallFailedException("invalid_answer", $"{_name} answered with a result that is no object.");
    }

    private async ValueTask PassOnAsync(string method, JsonElement message, CancellationToken cancellationToken)
    {
        var hasParameters = message.TryGetProperty("params"u8, out var parameters) && parameters.ValueKind == JsonValueKind.Object;
        switch (method)
        {
            case "notifications/progress" when hasParameters:
                await _progress.SendAsync(parameters, cancellationToken);
                break;
            case "notifications/message" when hasParameters && parameters.TryGetProperty("data"u8, out _) &&
                    parameters.TryGetProperty("level"u8, out var level) && level.ValueKind == JsonValueKind.String:
                if (LogLevels.Admits(level.GetString()!, request.LogLevel))
                    await request.Client.NotifyAsync(method, Rewritten(parameters), cancellationToken);
                break;
            case "notifications/resources/updated" when hasParameters && parameters.TryGetProperty("uri"u8, out var uri) && uri.ValueKind == JsonValueKind.String:
                if (updates is not null)
                    await updates.NoteAsync(uri.GetString()!, cancellationToken);
                break;
            // What an aggregated function has is known by its lists; who registered a tool by itself said what it is.
            case NotificationMethods.ToolListChangedNotification or NotificationMethods.PromptListChangedNotification
                    or NotificationMethods.ResourceListChangedNotification when target.Aggregate is { } aggregate:
                if (listsChanged is not null)
                    await listsChanged(aggregate);
                break;
            case Release:
                await request.Client.ReleaseAsync(RetryAfter(parameters), cancellationToken);
                break;
            default:
                LogIgnored(_name, method);
                break;
        }
    }

    private static TimeSpan RetryAfter(JsonElement parameters) => TimeSpan.FromMilliseconds(
        parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("retryMs"u8, out var retry) &&
        retry.ValueKind == JsonValueKind.Number && retry.TryGetInt32(out var milliseconds)
            ? Math.Clamp(milliseconds, 0, LongestRetryMs)
            : UsualRetryMs);

    // Without the white space, which may hold what ends a line of an event stream.
    private static ReadOnlyMemory<byte> Rewritten(JsonElement parameters)
    {
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            FunctionMembers.Write(writer, FunctionMembers.Of(parameters).Where(member => member.Name != "logger" || member.Value.ValueKind == JsonValueKind.String));
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    private JsonElement Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return JsonUnicode.IsValid(line.Span) ? document.RootElement.Clone() : throw NoMessage(line);
        }
        catch (JsonException)
        {
            throw NoMessage(line);
        }
    }

    private CallFailedException NoMessage(ReadOnlyMemory<byte> line)
    {
        var preview = Encoding.UTF8.GetString(line.Span[..Math.Min(line.Length, LongestPreview)]);
        return new("invalid_answer", $"{_name} wrote a line that is no JSON-RPC message: {preview}");
    }

    private CallFailedException AskedOnStream(string method) => new(
        "asked_on_stream",
        $"{_name} sent the request {method} on its stream, where nobody can answer. To ask the client, it must answer with the result type input_required and be called again.");

    [LoggerMessage(11, LogLevel.Warning, "{Name} sent {Method}, which is not passed on")]
    private partial void LogIgnored(string name, string method);
}
