using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Http;

/// <summary>Serves a POST: one JSON-RPC message in, its response out.</summary>
internal sealed partial class PostHandler(
    McpEndpointOptions options, IEnumerable<IMcpMethod> methods, SessionLifecycle? sessions, ILogger<PostHandler> logger)
{
    private const int LongestMethod = 128;

    private readonly RequestBody _body = new(options);
    private readonly Dictionary<string, IMcpMethod> _methods = methods.ToDictionary(method => method.Name, StringComparer.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        var http = context.Request;
        if (!ContentNegotiation.IsJson(http))
            throw new RequestRejectedException(RequestRejection.ContentTypeNotJson);
        var format = ContentNegotiation.Negotiate(http) ?? throw new RequestRejectedException(RequestRejection.NothingAcceptable);

        using var document = await _body.ReadAsync(http, context.RequestAborted);
        var fault = JsonRpcEnvelope.Read(document.RootElement, out var message);
        if (fault != JsonRpcFault.None)
        {
            await RejectAsync(context, format, message.Id, RequestRejections.From(fault), null);
            return;
        }

        try
        {
            await HandleMessageAsync(context, format, message);
        }
        catch (RequestRejectedException rejected)
        {
            await RejectAsync(context, format, message.Id, rejected.Rejection, rejected.Detail);
        }
        catch (Exception exception) when (IsOurs(exception, context))
        {
            await FailAsync(context, format, message.Id, message.Method, exception);
        }
    }

    /// <summary>Whether an exception is the server's failure, of which the caller can still be told.</summary>
    // A cancellation that is not the caller's is a time-out of something that the request needed.
    public static bool IsOurs(Exception exception, HttpContext context) =>
        exception is not (RequestRejectedException or BadHttpRequestException) &&
        !context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted;

    /// <summary>Logs why the server failed, and answers that it did.</summary>
    public Task FailAsync(HttpContext context, ResponseFormat format, JsonRpcId id, string method, Exception exception)
    {
        LogFailed(exception, Shortened(method));
        return RejectAsync(context, format, id, RequestRejection.ServerFailed, null);
    }

    public static Task RejectAsync(HttpContext context, ResponseFormat format, JsonRpcId id, RequestRejection rejection, string? detail)
    {
        var (status, error) = RequestRejections.Describe(rejection, detail);
        if (rejection == RequestRejection.HttpMethodNotAllowed)
            context.Response.Headers.Allow = "POST, DELETE";
        return McpResponse.SendErrorAsync(context, status, format, id, error);
    }

    private async Task HandleMessageAsync(HttpContext context, ResponseFormat format, JsonRpcEnvelope message)
    {
        var version = context.Request.Headers[McpHeaders.ProtocolVersion].ToString();
        if (version.Length > 0 && !ProtocolVersions.IsSupported(version))
            throw new RequestRejectedException(RequestRejection.ProtocolVersionNotSupported, version);

        var opensSession = message is { Kind: JsonRpcMessageKind.Request, Method: RequestMethods.Initialize };
        var session = sessions is null || opensSession ? null : await ContinueSessionAsync(sessions, context);
        if (message.Kind != JsonRpcMessageKind.Request)
        {
            // Notifications and late answers need no reply; what they say concerns no request that is under way here.
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }

        var request = new McpRequest
        {
            Id = message.Id,
            Method = message.Method,
            Params = message.Params,
            ProtocolVersion = session?.ProtocolVersion ?? (version.Length > 0 ? version : ProtocolVersions.Assumed),
            Principal = Caller.Of(context),
            Session = session,
            Deadline = options.Deadline(context),
            TraceParent = Trace.ParentOf(message.Params, context.Request),
        };
        await RespondAsync(context, format, request);
    }

    private ValueTask<McpResult> InvokeAsync(McpRequest request, CancellationToken cancellationToken) =>
        _methods.TryGetValue(request.Method, out var method)
            ? method.HandleAsync(request, cancellationToken)
            : throw new McpProtocolException($"The method {Shortened(request.Method)} is not available on this server.", McpErrorCode.MethodNotFound);

    private static Task<SessionRecord> ContinueSessionAsync(SessionLifecycle sessions, HttpContext context)
    {
        var id = context.Request.Headers[McpHeaders.SessionId].ToString();
        return id.Length > 0
            ? sessions.ContinueAsync(id, Caller.Of(context), context.RequestAborted)
            : throw new RequestRejectedException(RequestRejection.SessionIdMissing);
    }

    private async Task RespondAsync(HttpContext context, ResponseFormat format, McpRequest request)
    {
        McpResult result;
        try
        {
            result = await InvokeAsync(request, context.RequestAborted);
        }
        catch (McpProtocolException exception)
        {
            var error = new JsonRpcErrorObject((int)exception.ErrorCode, exception.Message);
            await McpResponse.SendErrorAsync(context, StatusCodes.Status200OK, format, request.Id, error);
            return;
        }

        if (result is Initialize.Answer { SessionId: { } sessionId })
            context.Response.Headers[McpHeaders.SessionId] = sessionId;
        await McpResponse.SendResultAsync(context, format, request.Id, result);
    }

    // The caller chose it, so it may be as long as the body.
    private static string Shortened(string method) => method.Length > LongestMethod ? method[..LongestMethod] : method;

    [LoggerMessage(2, LogLevel.Error, "The request {Method} failed")]
    private partial void LogFailed(Exception exception, string method);
}
