using System.Runtime.CompilerServices;
using System.Text.Json;
using LambdaMcp.Tools.Methods;
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
    private readonly MethodDirectory _methods;
    private readonly MethodRunner _runner;
    private readonly ILogger _logger;

    /// <param name="methods">The methods. Of several of one kind with one key the first is served.</param>
    /// <param name="scopes">Makes the services of each call.</param>
    /// <param name="logger">Takes what clients are not told.</param>
    public McpMethodServer(IEnumerable<McpMethod> methods, IServiceScopeFactory scopes, ILogger<McpMethodServer> logger)
    {
        (_runner, _logger) = (new(scopes, logger), logger);
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
                "initialize" => MessageWriter.Response(message.Id, ServerIdentity.Write),
                "ping" => MessageWriter.Response(message.Id, static writer => WriteNothing(writer)),
                "tools/list" => List(message, "tools", McpMethodKind.Tool),
                "prompts/list" => List(message, "prompts", McpMethodKind.Prompt),
                "resources/list" => List(message, "resources", McpMethodKind.Resource),
                "resources/templates/list" => List(message, "resourceTemplates", McpMethodKind.ResourceTemplate),
                "completion/complete" => Complete(message),
                "tools/call" => await _runner.RunAsync(message, Named(message, McpMethodKind.Tool, "tool"), null, outlet, cancellationToken),
                "prompts/get" => await _runner.RunAsync(message, Named(message, McpMethodKind.Prompt, "prompt"), null, outlet, cancellationToken),
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
            ? _runner.RunAsync(message, method, variables, outlet, cancellationToken)
            : new(Failures.NotFound(message.Id, $"There is no resource {uri}.", uri));
    }

    private ReadOnlyMemory<byte> List(IncomingMessage message, string member, McpMethodKind kind) =>
        MessageWriter.Response(message.Id, writer => MethodLists.Write(writer, member, _methods.All.Where(method => method.Kind == kind)));

    private ReadOnlyMemory<byte> Complete(IncomingMessage message)
    {
        var isPrompt = message.Parameter("ref", "type") == "ref/prompt";
        var key = message.Parameter("ref", isPrompt ? "name" : "uri");
        var method = _methods.Find(isPrompt ? McpMethodKind.Prompt : McpMethodKind.ResourceTemplate, key)
            ?? throw new McpProtocolException($"There is no {(isPrompt ? "prompt" : "resource template")} {key}.", McpErrorCode.InvalidParams);
        return MessageWriter.Response(
            message.Id, writer => MethodLists.WriteCompletion(writer, method, message.Parameter("argument", "name"), message.Parameter("argument", "value")));
    }

    private McpMethod Named(IncomingMessage message, McpMethodKind kind, string word)
    {
        var name = message.Parameter("name");
        return _methods.Find(kind, name) ?? throw new McpProtocolException($"There is no {word} {name}.", McpErrorCode.InvalidParams);
    }

    private static void WriteNothing(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    [LoggerMessage(3, LogLevel.Error, "A message could not be served")]
    private partial void LogBroken(Exception exception);

    [LoggerMessage(5, LogLevel.Error, "A method failed when it was cancelled")]
    private partial void LogNotCancelled(Exception exception);

    [LoggerMessage(4, LogLevel.Error, "This program has the {Kind} {Key} twice; the first is served")]
    private partial void LogTwice(McpMethodKind kind, string key);
}
