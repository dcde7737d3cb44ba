using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Protocol.Dispatch;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Sessions;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Stdio;

/// <summary>
/// What one client on standard input says, and what it is answered. The two eras are told apart by each message alone: requests with
/// metadata of their own, and all others, which belong to the session that the last <c>initialize</c> opened.
/// </summary>
internal sealed partial class StdioConnection(
    StdioParts parts, Sender sender, LineWriter writer, RunningRequests running, ILogger logger, CancellationToken streamsEnd)
{
    private readonly MessageText _text = new(parts.Options);
    private string? _sessionId;
    private CancellationTokenSource? _listening;

    /// <summary>Takes one line. What it asks for may go on after this returns.</summary>
    public async Task TakeAsync(Line line)
    {
        try
        {
            if (line.IsTooLong)
                throw _text.TooLarge();
            var text = line.Text.Span;
            if (text.StartsWith("\uFEFF"u8))
                text = text[3..];
            if (text.Trim(" \t"u8).IsEmpty)
                return;
            await TakeAsync(_text.Parse(text), isTooLarge: text.Length > parts.Options.MaxRequestBytes);
        }
        catch (RequestRejectedException rejected)
        {
            await WriteAsync(Refused(default, rejected), CancellationToken.None);
        }
    }

    private async Task TakeAsync(JsonDocument document, bool isTooLarge)
    {
        var fault = JsonRpcEnvelope.Read(document.RootElement, out var message);
        if (isTooLarge || fault is not (JsonRpcFault.None or JsonRpcFault.Batch))
        {
            using (document)
                await WriteAsync(Refused(message.Id, isTooLarge ? _text.TooLarge() : new(RequestRejections.From(fault))), CancellationToken.None);
        }
        else if (fault == JsonRpcFault.Batch)
        {
            running.Keep(AnswerBatchAsync(document));
        }
        else if (message.Kind != JsonRpcMessageKind.Request)
        {
            using (document)
                await ReceiveAsync(message, document.RootElement);
        }
        else if (message.Method == RequestMethods.Initialize)
        {
            // What comes after it may be meant for the session that it opens.
            await running.RunAsync(message.Id, unwanted => AnswerAsync(document, message, unwanted));
        }
        else
        {
            running.Run(message.Id, unwanted => AnswerAsync(document, message, unwanted));
        }
    }

    private async Task AnswerAsync(JsonDocument document, JsonRpcEnvelope message, CancellationToken unwanted)
    {
        using (document)
            await WriteAsync(await RespondAsync(message, unwanted), unwanted);
    }

    private async Task AnswerBatchAsync(JsonDocument document)
    {
        using (document)
        {
            try
            {
                if (await FindSessionAsync() is { } session && session.ProtocolVersion != ProtocolVersions.Assumed)
                    throw new RequestRejectedException(RequestRejection.BatchNotSupported);
                JsonRpcBatch.RefuseUncommon(document.RootElement, parts.Options);
                var answers = await Task.WhenAll(document.RootElement.EnumerateArray().Select(AnswerMemberAsync));
                if (answers.OfType<Response>().Select(answer => answer.Message).ToArray() is { Length: > 0 } wanted)
                    await writer.WriteAsync(JsonRpcBatch.Together(wanted), CancellationToken.None);
            }
            catch (RequestRejectedException rejected)
            {
                await WriteAsync(Refused(default, rejected), CancellationToken.None);
            }
        }
    }

    private async Task<Response?> AnswerMemberAsync(JsonElement element)
    {
        var fault = JsonRpcBatch.Read(element, out var message);
        if (fault != JsonRpcFault.None)
            return Refused(message.Id, new(RequestRejections.From(fault)));
        if (message.Kind != JsonRpcMessageKind.Request)
        {
            await ReceiveAsync(message, element);
            return null;
        }

        if (message.Method == RequestMethods.Initialize)
            return Refused(message.Id, new(RequestRejection.InitializeInBatch));
        Response? answer = null;
        await running.RunAsync(message.Id, async unwanted =>
        {
            var response = await RespondAsync(message, unwanted);
            answer = unwanted.IsCancellationRequested ? null : response;
        });
        return answer;
    }

    private async Task<Response?> RespondAsync(JsonRpcEnvelope message, CancellationToken unwanted)
    {
        try
        {
            var channel = new StdioChannel(writer, parts.Time, unwanted);
            var request = RequestEra.Of(message).IsStateless
                ? parts.Stateless.Read(sender, message, channel)
                : parts.Requests.Read(sender, await SessionOfAsync(message), message, null, channel);
            var response = await parts.Responder.RespondAsync(request, channel, unwanted);
            if (response is { SessionId: { } opened })
                _sessionId = opened;
            return response;
        }
        catch (RequestRejectedException rejected)
        {
            return Refused(message.Id, rejected);
        }
        catch (Exception exception)
        {
            LogFailed(exception, Parameters.Shortened(message.Method));
            return Refused(message.Id, new(RequestRejection.ServerFailed));
        }
    }

    private async Task<SessionRecord?> SessionOfAsync(JsonRpcEnvelope message) => message.Method switch
    {
        RequestMethods.Initialize => null,
        RequestMethods.Ping => await FindSessionAsync(),
        _ => await FindSessionAsync() ?? throw new RequestRejectedException(RequestRejection.NotInitialized),
    };

    private async Task<SessionRecord?> FindSessionAsync() =>
        _sessionId is { } id ? await parts.Sessions.ContinueAsync(id, sender.Principal, sender.Set, CancellationToken.None) : null;

    // Nobody can be told of what is wrong with a message that wants no answer.
    private async Task ReceiveAsync(JsonRpcEnvelope message, JsonElement element)
    {
        try
        {
            if (SessionRequests.CancelledRequest(message) is { } cancelled)
                running.Cancel(cancelled);
            else if (await FindSessionAsync() is not { } session)
                return;
            else if (message.Method == NotificationMethods.InitializedNotification)
                Listen(session);
            else if (message.Kind == JsonRpcMessageKind.Response)
                await parts.Requests.ReceiveAsync(session, message, JsonMarshal.GetRawUtf8Value(element).ToArray(), CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogFailed(exception, Parameters.Shortened(message.Method));
        }
    }

    // A new session takes the place of the one before.
    private void Listen(SessionRecord session)
    {
        _listening?.Cancel();
        _listening = CancellationTokenSource.CreateLinkedTokenSource(streamsEnd);
        running.Keep(parts.Changes.TellAsync(session, sender, writer, _listening.Token));
    }

    private async Task WriteAsync(Response? response, CancellationToken unwanted)
    {
        if (response is not null && !unwanted.IsCancellationRequested)
            await writer.WriteAsync(response.Message, unwanted);
    }

    private static Response Refused(JsonRpcId id, RequestRejectedException rejected) =>
        Responder.Error(id, RequestRejections.Describe(rejected.Rejection, rejected.Detail));

    [LoggerMessage(11, LogLevel.Error, "The message {Method} could not be served")]
    private partial void LogFailed(Exception exception, string method);
}
