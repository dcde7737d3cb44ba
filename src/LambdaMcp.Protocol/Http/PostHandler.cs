using System.Buffers;
using System.Runtime.InteropServices;
using LambdaMcp.Protocol.Dispatch;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Methods;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Http;

/// <summary>Serves a POST: one JSON-RPC message in, its response out.</summary>
internal sealed partial class PostHandler(
    McpEndpointOptions options, StatelessRequests stateless, SessionRequests sessions, Dispatcher dispatcher, TimeProvider time, ILogger<PostHandler> logger)
{
    private readonly RequestBody _body = new(options);
    private readonly ServerIdentity _server = new(options.ServerName, options.ServerVersion);

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
            if (fault != JsonRpcFault.None)
                throw new RequestRejectedException(RequestRejections.From(fault));
            using var exchange = new HttpExchange(context, accepted, options, time);
            await HandleMessageAsync(context, exchange, message, JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray());
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

    private async Task HandleMessageAsync(HttpContext context, HttpExchange exchange, JsonRpcEnvelope message, byte[] raw)
    {
        var era = RequestEra.Of(context.Request, message);
        if (message.Kind != JsonRpcMessageKind.Request)
        {
            if (!era.IsStateless)
                await sessions.ReceiveAsync(context, message, raw);
            else if (message.Kind == JsonRpcMessageKind.Response)
                throw new RequestRejectedException(RequestRejection.ResponseNotExpected);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }

        var request = era.IsStateless
            ? stateless.Read(context, message, exchange)
            : await sessions.ReadAsync(context, message, era.HeaderVersion, exchange);
        await RespondAsync(context, exchange, request);
    }

    private async Task RespondAsync(HttpContext context, HttpExchange exchange, McpRequest request)
    {
        using var answered = new CancellationTokenSource();
        var keepingAlive = Task.CompletedTask;
        try
        {
            var work = dispatcher.DispatchAsync(request, exchange, context.RequestAborted);
            if (!work.IsCompleted)
                keepingAlive = exchange.KeepAliveAsync(answered.Token);
            var result = await work;
            if (result is Initialize.Answer { SessionId: { } sessionId })
                context.Response.Headers[McpHeaders.SessionId] = sessionId;
            var message = new ArrayBufferWriter<byte>(1024);
            JsonRpcWriter.WriteResult(message, request.Id, result, request.IsStateless ? _server : null);
            await exchange.CompleteAsync(StatusCodes.Status200OK, message.WrittenMemory);
        }
        catch (McpProtocolException exception)
        {
            var message = new ArrayBufferWriter<byte>(256);
            var error = JsonRpcErrorObject.From(exception);
            JsonRpcWriter.WriteError(message, request.Id, error);
            await exchange.CompleteAsync(request.IsStateless ? StatusOf(error.Code) : StatusCodes.Status200OK, message.WrittenMemory);
        }
        catch (Exception exception) when (exception is not RequestRejectedException && !context.RequestAborted.IsCancellationRequested)
        {
            LogFailed(exception, Parameters.Shortened(request.Method));
            var (status, error) = RequestRejections.Describe(RequestRejection.ServerFailed);
            var message = new ArrayBufferWriter<byte>(256);
            JsonRpcWriter.WriteError(message, request.Id, error);
            await exchange.CompleteAsync(status, message.WrittenMemory);
        }
        finally
        {
            await answered.CancelAsync();
            await keepingAlive;
        }
    }

    // MCP 2026-07-28, "Error Codes".
    private static int StatusOf(int code) => (McpErrorCode)code switch
    {
        McpErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
        McpErrorCode.HeaderMismatch or McpErrorCode.MissingRequiredClientCapability or McpErrorCode.UnsupportedProtocolVersion => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status200OK,
    };

    [LoggerMessage(2, LogLevel.Error, "The request {Method} failed")]
    private partial void LogFailed(Exception exception, string method);
}
