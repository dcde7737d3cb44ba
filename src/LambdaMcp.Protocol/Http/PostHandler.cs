using System.Runtime.InteropServices;
using LambdaMcp.Protocol.Dispatch;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Http;

/// <summary>Serves a POST: one JSON-RPC message in, its response out; or a batch of them.</summary>
internal sealed partial class PostHandler(
    McpEndpointOptions options, StatelessRequests stateless, SessionRequests sessions, Recordings recordings, Responder responder, BatchHandler batches,
    TimeProvider time, ILogger<PostHandler> logger)
{
    private readonly RequestBody _body = new(options);

    public async Task HandleAsync(HttpContext context)
    {
        if (!ContentNegotiation.IsJson(context.Request))
            throw new RequestRejectedException(RequestRejection.ContentTypeNotJson);
        var accepted = ContentNegotiation.Accepted(context.Request);
        if (!accepted.Any)
            throw new RequestRejectedException(RequestRejection.NothingAcceptable);

        using var document = await _body.ReadAsync(context.Request, context.RequestAborted);
        var fault = JsonRpcEnvelope.Read(document.RootElement, out var message);
        try
        {
            Admission.Of(context).RefuseIfKnown();
            using var exchange = new HttpExchange(context, accepted, options, time);
            if (fault == JsonRpcFault.Batch)
                await batches.HandleAsync(context, exchange, document.RootElement);
            else if (fault != JsonRpcFault.None)
                throw new RequestRejectedException(RequestRejections.From(fault));
            else
                await HandleMessageAsync(context, exchange, message, document);
        }
        catch (RequestRejectedException rejected)
        {
            await McpResponse.RejectAsync(context, message.Id, rejected);
        }
        catch (Exception exception) when (IsOurs(exception, context))
        {
            await FailAsync(context, message.Id, message.Method ?? "", exception);
        }
    }

    /// <summary>Whether an exception is the server's failure, of which the caller can still be told.</summary>
    // A cancellation that is not the caller's is a time-out of something that the request needed.
    public static bool IsOurs(Exception exception, HttpContext context) =>
        exception is not (RequestRejectedException or BadHttpRequestException) &&
        !context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted;

    /// <summary>Logs why the server failed, and answers that it did.</summary>
    public Task FailAsync(HttpContext context, JsonRpcId id, string method, Exception exception)
    {
        LogFailed(exception, Parameters.Shortened(method));
        return McpResponse.RejectAsync(context, id, new(RequestRejection.ServerFailed));
    }

    private async Task HandleMessageAsync(HttpContext context, HttpExchange exchange, JsonRpcEnvelope message, System.Text.Json.JsonDocument document)
    {
        var era = RequestEra.Of(context.Request, message);
        if (message.Kind == JsonRpcMessageKind.Request)
        {
            var request = era.IsStateless
                ? stateless.Read(Sender.Of(context, options), message, exchange)
                : sessions.Read(Sender.Of(context, options), await SessionOfAsync(context, message), message, era.HeaderVersion, exchange);
            await Admission.Of(context).RequireAsync();
            await AnswerAsync(context, exchange, request);
            return;
        }

        if (!era.IsStateless)
        {
            var raw = JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray();
            var session = await sessions.FindAsync(context);
            await Admission.Of(context).RequireAsync();
            await sessions.ReceiveAsync(session, message, raw, context.RequestAborted);
        }
        else if (message.Kind == JsonRpcMessageKind.Response)
        {
            throw new RequestRejectedException(RequestRejection.ResponseNotExpected);
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task<SessionRecord?> SessionOfAsync(HttpContext context, JsonRpcEnvelope message) =>
        message.Method == RequestMethods.Initialize ? null : await sessions.FindAsync(context);

    private async Task AnswerAsync(HttpContext context, HttpExchange exchange, McpRequest request)
    {
        recordings.Prepare(exchange, request.Session);
        // The connection of a request in a session may go; the client comes back, or cancels the request if it wants that.
        var response = responder.RespondAsync(request, exchange, request.IsStateless ? context.RequestAborted : CancellationToken.None);

        // The id of a new session is in a header, which a stream that has begun has no more.
        var tend = request.Method != RequestMethods.Initialize;
        await exchange.FinishAsync(response, tend, async answer =>
        {
            if (answer is null)
            {
                await exchange.EndAsync();
                return;
            }

            if (answer.SessionId is { } sessionId)
                context.Response.Headers[McpHeaders.SessionId] = sessionId;
            if (answer.RetryAfter is { } wait && !context.Response.HasStarted)
                McpResponse.TellToWait(context.Response, wait);
            await exchange.CompleteAsync(answer.Status, answer.Message);
        });
    }

    [LoggerMessage(2, LogLevel.Error, "The request {Method} failed")]
    private partial void LogFailed(Exception exception, string method);
}
