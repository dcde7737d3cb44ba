using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Protocol.Dispatch;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Streams;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Http;

/// <summary>Serves several messages at once, which only one revision has (MCP 2025-03-26, "Batching").</summary>
internal sealed class BatchHandler(McpEndpointOptions options, SessionRequests sessions, Recordings recordings, Responder responder)
{
    /// <exception cref="RequestRejectedException">The client's revision has no batches, or this is none.</exception>
    public async Task HandleAsync(HttpContext context, HttpExchange exchange, JsonElement batch)
    {
        var era = RequestEra.Of(context.Request);
        if (era.HeaderVersion is not (null or ProtocolVersions.Assumed))
            throw new RequestRejectedException(RequestRejection.BatchNotSupported);
        var session = await sessions.FindAsync(context);
        if (session is not null && session.ProtocolVersion != ProtocolVersions.Assumed)
            throw new RequestRejectedException(RequestRejection.BatchNotSupported);
        JsonRpcBatch.RefuseUncommon(batch, options);
        await Admission.Of(context).RequireAsync(batch.GetArrayLength());

        recordings.Prepare(exchange, session);
        await exchange.FinishAsync(RespondAsync(context, exchange, session, batch), tend: true, answers => CompleteAsync(context, exchange, answers));
    }

    /// <returns>An answer for each message that wants one; null where the client wants it no more.</returns>
    private async Task<Response?[]> RespondAsync(HttpContext context, HttpExchange exchange, SessionRecord? session, JsonElement batch)
    {
        var messages = batch.EnumerateArray().Select(static element => (Fault: JsonRpcBatch.Read(element, out var message), Message: message, Element: element)).ToArray();
        foreach (var (fault, message, element) in messages)
        {
            if (fault == JsonRpcFault.None && message.Kind != JsonRpcMessageKind.Request)
                await sessions.ReceiveAsync(session, message, JsonMarshal.GetRawUtf8Value(element).ToArray(), context.RequestAborted);
        }

        var sender = Sender.Of(context, options);
        await using var watch = session is null ? null : responder.Watch(session);
        return await Task.WhenAll(messages
            .Where(one => one.Fault != JsonRpcFault.None || one.Message.Kind == JsonRpcMessageKind.Request)
            .Select(one => RespondAsync(sender, exchange, session, watch, one.Fault, one.Message)));
    }

    private Task<Response?> RespondAsync(
        Sender sender, HttpExchange exchange, SessionRecord? session, CancellationWatch? watch, JsonRpcFault fault, JsonRpcEnvelope message)
    {
        if (fault != JsonRpcFault.None)
            return Refused(message.Id, RequestRejections.From(fault));
        if (message.Method == RequestMethods.Initialize)
            return Refused(message.Id, RequestRejection.InitializeInBatch);
        var request = sessions.Read(sender, session, message, ProtocolVersions.Assumed, exchange);
        return responder.RespondAsync(request, exchange, CancellationToken.None, watch);
    }

    private static Task<Response?> Refused(JsonRpcId id, RequestRejection rejection) =>
        Task.FromResult<Response?>(Responder.Error(id, RequestRejections.Describe(rejection)));

    private static async Task CompleteAsync(HttpContext context, HttpExchange exchange, Response?[] responses)
    {
        var wanted = responses.OfType<Response>().ToArray();
        if (responses.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        else if (wanted.Length == 0)
        {
            await exchange.EndAsync();
        }
        else if (exchange.Streams)
        {
            foreach (var response in wanted[..^1])
                await exchange.SendAsync(response.Message, CancellationToken.None);
            await exchange.CompleteAsync(StatusCodes.Status200OK, wanted[^1].Message);
        }
        else
        {
            await exchange.CompleteAsync(StatusCodes.Status200OK, JsonRpcBatch.Together([.. wanted.Select(response => response.Message)]));
        }
    }
}
