using System.Buffers;
using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Mailboxes;
using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Dispatch;

/// <summary>Carries a request out for as long as somebody may want its result, whichever way it came.</summary>
internal sealed partial class Responder(
    McpEndpointOptions options, Dispatcher dispatcher, Introductions introductions, IMailbox mailbox, TimeProvider time, ILogger<Responder> logger)
{
    /// <param name="request">The request.</param>
    /// <param name="client">The way to its client.</param>
    /// <param name="unwanted">
    /// Cancelled when the client wants no answer any more. Over HTTP a closed connection says so of a stateless request (MCP 2026-07-28,
    /// "Cancellation"), and of no other: a client in a session sends a notification (2025-11-25, "Sending Messages to the Server").
    /// </param>
    /// <param name="watch">Looks for cancellations of requests that came with this one; null where it came alone.</param>
    /// <returns>The answer; null when the client wants none any more.</returns>
    public async Task<Response?> RespondAsync(McpRequest request, IClientStream client, CancellationToken unwanted, CancellationWatch? watch = null)
    {
        if (watch is not null || request.Session is not { } session)
            return await RespondWatchedAsync(request, client, watch, unwanted);
        await using var alone = Watch(session);
        return await RespondWatchedAsync(request, client, alone, unwanted);
    }

    /// <summary>What looks for cancellations of several requests of a session.</summary>
    public CancellationWatch Watch(SessionRecord session) => new(mailbox, session.Id, options, time, logger);

    private async Task<Response?> RespondWatchedAsync(McpRequest request, IClientStream client, CancellationWatch? watch, CancellationToken unwanted)
    {
        using var work = Begin(request.Deadline);
        using var linked = unwanted.UnsafeRegister(static work => ((CancellationTokenSource)work!).Cancel(), work);
        using var watched = watch?.Add(request.Id, work);
        try
        {
            var dispatched = dispatcher.DispatchAsync(request, client, watched, work.Token);
            if (!dispatched.IsCompleted)
                watch?.Start();
            var result = await dispatched;
            return watched is { IsCancelled: true } ? null : Success(request, result);
        }
        catch (Exception) when (watched is { IsCancelled: true } || unwanted.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            return Failure(request, exception, isLate: work.IsCancellationRequested);
        }
    }

    /// <summary>The answer to a request that failed, or that is refused.</summary>
    public Response Failure(McpRequest request, Exception exception, bool isLate = false) => exception switch
    {
        TooManyCallsException busy => Error(request.Id, RequestRejections.Describe(RequestRejection.TooManyCalls, busy.Message)) with { RetryAfter = busy.RetryAfter },
        McpErrorException { HttpStatus: { } status } failed => Error(request.Id, (status, JsonRpcErrorObject.From(failed))),
        McpProtocolException failed => Error(request, JsonRpcErrorObject.From(failed)),
        RequestRejectedException rejected =>
            Error(request.Id, RequestRejections.Describe(rejected.Rejection, rejected.Detail)) with { RetryAfter = rejected.RetryAfter },
        OperationCanceledException when isLate => Error(
            request, new((int)McpErrorCode.InternalError, "The request did not come to an end in the time that the server has for it.")),
        _ => Fault(request, exception),
    };

    public static Response Error(JsonRpcId id, (int Status, JsonRpcErrorObject Error) failure)
    {
        var message = new ArrayBufferWriter<byte>(256);
        JsonRpcWriter.WriteError(message, id, failure.Error);
        return new(failure.Status, message.WrittenMemory);
    }

    private Response Success(McpRequest request, McpResult result)
    {
        var message = new ArrayBufferWriter<byte>(1024);
        JsonRpcWriter.WriteResult(message, request.Id, result, request.IsStateless ? introductions.Server : null);
        return new(StatusCodes.Status200OK, message.WrittenMemory, (result as Initialize.Answer)?.SessionId);
    }

    private Response Fault(McpRequest request, Exception exception)
    {
        LogFailed(exception, Parameters.Shortened(request.Method));
        var failure = RequestRejections.Describe(RequestRejection.ServerFailed);
        return Error(request.Id, options.Explain(exception) is { } reason ? failure with { Error = failure.Error with { Message = reason } } : failure);
    }

    private static Response Error(McpRequest request, JsonRpcErrorObject error) =>
        Error(request.Id, (request.IsStateless ? StatusOf(error.Code) : StatusCodes.Status200OK, error));

    // MCP 2026-07-28, "Error Codes".
    private static int StatusOf(int code) => (McpErrorCode)code switch
    {
        McpErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
        McpErrorCode.HeaderMismatch or McpErrorCode.MissingRequiredClientCapability or McpErrorCode.UnsupportedProtocolVersion => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status200OK,
    };

    private CancellationTokenSource Begin(DateTimeOffset? deadline)
    {
        if (deadline - options.DeadlineReserve - time.GetUtcNow() is not { } left)
            return new();
        return new(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
    }

    [LoggerMessage(2, LogLevel.Error, "The request {Method} failed")]
    private partial void LogFailed(Exception exception, string method);
}
