using System.Collections.Frozen;
using System.Text.Json;
using LambdaMcp.Tools.Methods;
using LambdaMcp.Tools.Rounds;
using LambdaMcp.Tools.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Tools.Serving;

/// <summary>Runs a method for one request, with services of its own.</summary>
internal sealed partial class MethodRunner(IServiceScopeFactory scopes, ILogger logger)
{
    /// <summary>Runs a method.</summary>
    /// <returns>The response to <paramref name="message"/>: the method's result, its failure, or what to ask the client first.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> RunAsync(
        IncomingMessage message, McpMethod method, IReadOnlyDictionary<string, string>? variables, Outlet outlet, CancellationToken cancellationToken)
    {
        var questions = new Questions(message.RequestState, message.InputResponses);
        var scope = scopes.CreateAsyncScope();
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

    [LoggerMessage(1, LogLevel.Error, "The {Kind} {Key} failed")]
    private partial void LogFailed(Exception exception, McpMethodKind kind, string key);

    [LoggerMessage(2, LogLevel.Error, "A service of the {Kind} {Key} failed when it was disposed of")]
    private partial void LogNotDisposed(Exception exception, McpMethodKind kind, string key);
}
