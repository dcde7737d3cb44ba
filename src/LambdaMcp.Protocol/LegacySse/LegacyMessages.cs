using System.Runtime.InteropServices;
using LambdaMcp.Protocol.Dispatch;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Sessions;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.LegacySse;

/// <summary><c>POST /message</c>: takes a message; what there is to answer goes out on the session's stream.</summary>
internal sealed class LegacyMessages(
    McpEndpointOptions options, SessionLifecycle sessions, SessionRequests requests, LegacyOutbox outbox, Responder responder,
    TimeProvider time)
{
    private readonly RequestBody _body = new(options);

    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            throw new RequestRejectedException(RequestRejection.HttpMethodNotAllowed, context.Request.Method);
        }

        if (!ContentNegotiation.IsJson(context.Request))
            throw new RequestRejectedException(RequestRejection.ContentTypeNotJson);
        using var document = await _body.ReadAsync(context.Request, context.RequestAborted);
        var fault = JsonRpcEnvelope.Read(document.RootElement, out var message);
        try
        {
            Admission.Of(context).RefuseIfKnown();
            if (fault != JsonRpcFault.None)
                throw new RequestRejectedException(RequestRejections.From(fault));
            if (RequestEra.Of(context.Request, message) is { IsStateless: true, HeaderVersion: var version })
                throw new RequestRejectedException(RequestRejection.RevisionWithoutLegacySse, version);
            var session = await FindAsync(context);
            await Admission.Of(context).RequireAsync();
            if (message.Kind == JsonRpcMessageKind.Request)
                await RespondAsync(context, session, message);
            else
                await ReceiveAsync(context, session, message, JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray());
        }
        catch (RequestRejectedException rejected)
        {
            await McpResponse.RejectAsync(context, message.Id, rejected);
        }
    }

    private Task<SessionRecord> FindAsync(HttpContext context)
    {
        var id = context.Request.Query["sessionId"].ToString();
        return id.Length > 0
            ? sessions.ContinueAsync(id, Caller.Of(context), set: null, context.RequestAborted)
            : throw new RequestRejectedException(RequestRejection.LegacySessionMissing);
    }

    private async Task ReceiveAsync(HttpContext context, SessionRecord session, JsonRpcEnvelope message, ReadOnlyMemory<byte> raw)
    {
        await requests.ReceiveAsync(session, message, raw, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task RespondAsync(HttpContext context, SessionRecord session, JsonRpcEnvelope message)
    {
        // Clients send one message after the other, and the answer to a question of ours may be the next.
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.CompleteAsync();

        var request = requests.Read(Sender.Of(context, options), session, message, headerVersion: null, new LegacyChannel(outbox, session.Id, time));
        if (await responder.RespondAsync(request, (LegacyChannel)request.Client, CancellationToken.None) is { } response)
            await outbox.PutAsync(session.Id, response.Message, CancellationToken.None);
    }
}
