using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LambdaMcp.Tools.Methods;
using LambdaMcp.Tools.Rounds;
using LambdaMcp.Tools.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.Tools.Serving;

/// <summary>
/// Serves a program's own methods by the contract <c>mcp</c>: a JSON-RPC request goes in, notifications and then one response come out. Nothing of it
/// is kept between requests.
/// </summary>
public sealed partial class McpMethodServer
{
    private const string Revision = "2025-11-25";

    private readonly MethodDirectory _methods;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger _logger;

    /// <param name="methods">The methods. Of several of one kind with one key the first is served.</param>
    /// <param name="scopes">Makes the services of each call.</param>
    /// <param name="logger">Takes what clients are not told.</param>
    public McpMethodServer(IEnumerable<McpMethod> methods, IServiceScopeFactory scopes, ILogger<McpMethodServer> logger)
    {
        (_scopes, _logger) = (scopes, logger);
        _methods = new(methods, method => LogTwice(method.Kind, method.Key));
    }

    /// <summary>The methods that are served.</summary>
    public IReadOnlyCollection<McpMethod> Methods => _methods.All;

    /// <summary>Serves one message.</summary>
    /// <param name="message">A JSON-RPC request or notification: UTF-8 JSON.</param>
    /// <param name="caller">Who calls: the entry <c>mcp</c> of the client context's <c>custom</c> map, a JSON object; null where there is none.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the answer any more. The method's own token is cancelled with it.</param>
    /// <returns>
    /// JSON-RPC messages, each one line without its end: notifications, then the response. Nothing for a notification. Who stops listening before the
    /// response cancels the method.
    /// </returns>
    /// <exception cref="OperationCanceledException">While enumerating: it was cancelled. A method that does not heed that runs on unheard.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> HandleAsync(
        ReadOnlyMemory<byte> message, string? caller, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var outlet = new Outlet();
        // Not linked to the caller's: what a method does when it is cancelled is no matter of whoever cancels.
        var abandoned = new CancellationTokenSource();
        // On a thread of its own: what a method that never waits reports must not wait for its end.
        _ = Task.Run(() => ServeAsync(message, caller, outlet, abandoned.Token), CancellationToken.None);
        try
        {
            await foreach (var sent in outlet.ReadAllAsync(cancellationToken))
                yield return sent;
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            if (!outlet.IsAnswered)
                _ = AbandonAsync(abandoned);
        }
    }

    private async Task AbandonAsync(CancellationTokenSource method)
    {
        try
        {
            await method.CancelAsync();
        }
        catch (Exception exception)
        {
            LogNotCancelled(exception);
        }
    }

    private async Task ServeAsync(ReadOnlyMemory<byte> bytes, string? caller, Outlet outlet, CancellationToken cancellationToken)
    {
        try
        {
            var message = IncomingMessage.Read(bytes, caller);
            if (message.Id.ValueKind != JsonValueKind.Undefined)
                outlet.Answer(await AnswerAsync(message, outlet, cancellationToken));
        }
        catch (JsonException)
        {
            outlet.Answer(MessageWriter.Error(default, (int)McpErrorCode.ParseError, "The message is no JSON."));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
        catch (Exception exception)
        {
            LogBroken(exception);
            outlet.Answer(MessageWriter.Error(default, (int)McpErrorCode.InternalError, "The request could not be served. The server's log says why."));
        }
        finally
        {
            outlet.End();
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> AnswerAsync(IncomingMessage message, Outlet outlet, CancellationToken cancellationToken)
    {
        try
        {
            return message.Method switch
            {
                "initialize" => MessageWriter.Response(message.Id, WriteIdentity),
                "ping" => MessageWriter.Response(message.Id, static writer => WriteNothing(writer)),
                "tools/list" => List(message, "tools", McpMethodKind.Tool),
                "prompts/list" => List(message, "prompts", McpMethodKind.Prompt),
                "resources/list" => List(message, "resources", McpMethodKind.Resource),
                "resources/templates/list" => List(message, "resourceTemplates", McpMethodKind.ResourceTemplate),
                "completion/complete" => Complete(message),
                "tools/call" => await RunAsync(message, Named(message, McpMethodKind.Tool, "tool"), null, outlet, cancellationToken),
                "prompts/get" => await RunAsync(message, Named(message, McpMethodKind.Prompt, "prompt"), null, outlet, cancellationToken),
                "resources/read" => await ReadAsync(message, outlet, cancellationToken),
                _ => throw new McpProtocolException($"There is no method {message.Method} here.", McpErrorCode.MethodNotFound),
            };
        }
        catch (McpProtocolException error)
        {
            return Failures.Error(message.Id, error);
        }
    }

    private ValueTask<ReadOnlyMemory<byte>> ReadAsync(IncomingMessage message, Outlet outlet, CancellationToken cancellationToken)
    {
        var uri = message.Parameter("uri");
        return _methods.FindResource(uri, message.Key) is var (method, variables)
            ? RunAsync(message, method, variables, outlet, cancellationToken)
            : new(Failures.NotFound(message.Id, $"There is no resource {uri}.", uri));
    }

    private async ValueTask<ReadOnlyMemory<byte>> RunAsync(
        IncomingMessage message, McpMethod method, IReadOnlyDictionary<string, string>? variables, Outlet outlet, CancellationToken cancellationToken)
    {
        var questions = new Questions(message.RequestState, message.InputResponses);
        var scope = _scopes.CreateAsyncScope();
        var call = CallOf(message, variables, outlet, questions, scope.ServiceProvider, cancellationToken);
        try
        {
            var result = await method.InvokeAsync(call, cancellationToken);
            return questions.AreOpen ? AskFirst(message, questions, call) : MessageWriter.Response(message.Id, result.With(call.UsedState).WriteTo);
        }
        catch (Exception) when (questions.AreOpen)
        {
            return AskFirst(message, questions, call);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (Failures.IsFault(exception))
                LogFailed(exception, method.Kind, method.Key);
            return Failures.Respond(message, method, exception, call.UsedState);
        }
        finally
        {
            await EndAsync(scope, method);
        }
    }

    // The method runs again when the client has answered, and then finds the state that it wrote.
    private static ReadOnlyMemory<byte> AskFirst(IncomingMessage message, Questions questions, McpMethodCall call)
    {
        if (call.UsedState?.Handle is { } handle)
            questions.Keep(SessionState.HandleMeta, JsonSerializer.SerializeToElement(handle, SdkJson.TypeOf<string>()));
        return MessageWriter.Response(message.Id, questions.WriteResult);
    }

    private static McpMethodCall CallOf(
        IncomingMessage message, IReadOnlyDictionary<string, string>? variables, Outlet outlet, Questions questions, IServiceProvider services,
        CancellationToken over)
    {
        return new()
        {
            Services = services,
            Context = new()
            {
                Principal = message.Principal,
                SessionId = message.SessionId,
                ProtocolVersion = message.ProtocolVersion,
                RequestId = message.RequestId,
                TraceParent = message.TraceParent,
                Channel = new(outlet, questions, message.LogLevel, message.Capabilities),
            },
            Progress = message.ProgressToken is { ValueKind: JsonValueKind.String or JsonValueKind.Number } token
                ? new ProgressReports(token, outlet)
                : ProgressReports.Unwanted,
            Arguments = message.Params.ValueKind == JsonValueKind.Object && message.Params.TryGetProperty("arguments"u8, out var given) ? given : default,
            Uri = message.Method == "resources/read" ? message.Parameter("uri") : "",
            Variables = variables ?? FrozenDictionary<string, string>.Empty,
            KeptHandle = questions.TryRecall(SessionState.HandleMeta, out var kept) ? kept.GetString() : null,
            Over = over,
        };
    }

    // What a service does when it is disposed of cannot undo what the method did.
    private async ValueTask EndAsync(AsyncServiceScope scope, McpMethod method)
    {
        try
        {
            await scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            LogNotDisposed(exception, method.Kind, method.Key);
        }
    }

    private ReadOnlyMemory<byte> List(IncomingMessage message, string member, McpMethodKind kind) =>
        MessageWriter.Response(message.Id, writer => MethodLists.Write(writer, member, _methods.All.Where(method => method.Kind == kind)));

    private ReadOnlyMemory<byte> Complete(IncomingMessage message)
    {
        var (reference, argument) = (ObjectOf(message.Params, "ref"), ObjectOf(message.Params, "argument"));
        var isPrompt = TextOf(reference, "type") == "ref/prompt";
        var key = TextOf(reference, isPrompt ? "name" : "uri");
        var method = _methods.Find(isPrompt ? McpMethodKind.Prompt : McpMethodKind.ResourceTemplate, key)
            ?? throw new McpProtocolException($"There is no {(isPrompt ? "prompt" : "resource template")} {key}.", McpErrorCode.InvalidParams);
        return MessageWriter.Response(
            message.Id, writer => MethodLists.WriteCompletion(writer, method, TextOf(argument, "name"), TextOf(argument, "value")));
    }

    private McpMethod Named(IncomingMessage message, McpMethodKind kind, string word)
    {
        var name = message.Parameter("name");
        return _methods.Find(kind, name) ?? throw new McpProtocolException($"There is no {word} {name}.", McpErrorCode.InvalidParams);
    }

    private static JsonElement ObjectOf(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : throw new McpProtocolException($"params.{name} must be an object.", McpErrorCode.InvalidParams);

    private static string TextOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new McpProtocolException($"{name} must be a string.", McpErrorCode.InvalidParams);

    private static void WriteIdentity(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("protocolVersion"u8, Revision);
        writer.WriteStartObject("capabilities"u8);
        foreach (var capability in (ReadOnlySpan<string>)["tools", "prompts", "resources", "completions", "logging"])
        {
            writer.WriteStartObject(capability);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("serverInfo"u8);
        writer.WriteString("name"u8, AppDomain.CurrentDomain.FriendlyName);
        writer.WriteString("version"u8, "1.0.0"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteNothing(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    [LoggerMessage(1, LogLevel.Error, "The {Kind} {Key} failed")]
    private partial void LogFailed(Exception exception, McpMethodKind kind, string key);

    [LoggerMessage(2, LogLevel.Error, "A service of the {Kind} {Key} failed when it was disposed of")]
    private partial void LogNotDisposed(Exception exception, McpMethodKind kind, string key);

    [LoggerMessage(3, LogLevel.Error, "A message could not be served")]
    private partial void LogBroken(Exception exception);

    [LoggerMessage(5, LogLevel.Error, "A method failed when it was cancelled")]
    private partial void LogNotCancelled(Exception exception);

    [LoggerMessage(4, LogLevel.Error, "This program has the {Kind} {Key} twice; the first is served")]
    private partial void LogTwice(McpMethodKind kind, string key);
}
