using System.Text.Json;
using LambdaMcp.Local.ApiGateway;
using LambdaMcp.Local.Lambda;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.FunctionUrls;

/// <summary>Answers HTTP requests as a function's URL does.</summary>
/// <param name="function">The function, which has a URL.</param>
/// <param name="invoke">Invokes it.</param>
/// <param name="iam">Checks signatures for <c>lambda</c>.</param>
/// <param name="accountId">Whose function it is.</param>
/// <param name="logger">Takes what the caller is not told.</param>
/// <param name="traces">Where requests' ways are told; null: nowhere.</param>
internal sealed partial class FunctionUrlHandler(FunctionDefinition function, InvokeFunction invoke, IamAuthorizer iam, string accountId, ILogger logger, TraceLog? traces = null)
{
    private const string PreludeType = "application/vnd.awslambda.http-integration-response";

    private readonly FunctionUrl _url = function.Url!;

    public async Task HandleAsync(HttpContext context)
    {
        if (_url.Cors is { } cors)
        {
            if (CorsHeaders.IsPreflight(context.Request))
            {
                CorsHeaders.AddToPreflight(cors, context);
                await WriteAsync(context, StatusCodes.Status200OK, "");
                return;
            }
            context.Response.OnStarting(() =>
            {
                CorsHeaders.AddToAnswer(cors, context);
                return Task.CompletedTask;
            });
        }

        var path = GatewayRequest.RawPath(context);
        var trace = GatewayTrace.Begin(traces, context, $"{function.LogicalId}{path}");
        try
        {
            var request = await GatewayRequest.ReadAsync(context, path, TimeProvider.System.GetUtcNow()) with { Hop = trace?.Hop };
            trace?.Read(request);
            context.Response.Headers["x-amzn-RequestId"] = request.RequestId;
            await ServeAsync(context, request);
        }
        catch (GatewayFaultException exception) when (!context.Response.HasStarted)
        {
            trace?.Hop.Fail(exception.Message);
            await RefuseAsync(context, exception);
        }
        catch (LambdaRejectedException exception) when (!context.Response.HasStarted)
        {
            trace?.Hop.Fail(exception.Message);
            await WriteErrorAsync(context, exception.StatusCode, exception.ErrorType, "message", exception.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            LogGone(context.Request.Method, function.LogicalId, path);
        }
        finally
        {
            trace?.End(context);
        }
    }

    private async Task ServeAsync(HttpContext context, GatewayRequest request)
    {
        var caller = _url.IsSigned ? iam.Authorize(context, request) : null;
        var payload = FunctionUrlEvent.Write(_url, accountId, request, (context.Request.QueryString.Value ?? "").TrimStart('?'), caller);
        var invocation = new InvocationRequest(payload) { RequestId = request.RequestId, TraceId = request.TraceId, Caller = request.Hop };
        await using var result = await invoke(function.Arn, invocation, context.RequestAborted);
        if (result.FunctionError is not null)
            throw await FailedInvocation.DescribeAsync(result, context.RequestAborted);
        if (_url.Streamed)
            await StreamAsync(context, result);
        else
            await BufferedAnswer.WriteAsync(context, await ReadAsync(result, context.RequestAborted));
    }

    private static async Task StreamAsync(HttpContext context, InvocationResult result)
    {
        ReadOnlyMemory<byte> first = default;
        if (result.ContentType == PreludeType)
        {
            (var head, first) = await ResponsePrelude.ReadAsync(result.Body, context.RequestAborted);
            head.Apply(context.Response);
        }
        else
        {
            // Without a prelude the answer is the body, whatever it is.
            context.Response.ContentType = result.ContentType;
        }
        await AnswerRelay.RunAsync(context, result, first, static () => { }, context.RequestAborted);
    }

    private static async Task<byte[]> ReadAsync(InvocationResult result, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await result.Body.CopyToAsync(body, cancellationToken);
        if ((await result.End).ErrorType is { } error)
            throw ProxyResponseHead.Malformed($"the function failed within its answer: {error}");
        return body.Length <= InvocationLimits.BufferedResponse
            ? body.ToArray()
            : throw ProxyResponseHead.Malformed($"the function's answer has more than {InvocationLimits.BufferedResponse} bytes");
    }

    /// <summary>Says what Lambda says: of a function's failure, nothing.</summary>
    private async Task RefuseAsync(HttpContext context, GatewayFaultException exception)
    {
        var fault = exception.Fault;
        if (fault.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            LogFault(context.Request.Method, function.LogicalId, exception.Message);
            await WriteAsync(context, StatusCodes.Status502BadGateway, "Internal Server Error");
        }
        else if (fault == GatewayFault.MissingAuthenticationToken)
        {
            await WriteErrorAsync(context, fault.StatusCode, "AccessDeniedException", "Message", "Forbidden");
        }
        else
        {
            await WriteErrorAsync(context, fault.StatusCode, fault.ErrorType, "message", fault.Message);
        }
    }

    private static Task WriteErrorAsync(HttpContext context, int statusCode, string errorType, string member, string message)
    {
        context.Response.Headers["x-amzn-ErrorType"] = errorType;
        return WriteAsync(context, statusCode, $$"""{"{{member}}":{{JsonSerializer.Serialize(message)}}}""");
    }

    private static async Task WriteAsync(HttpContext context, int statusCode, string text)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "application/json";
        var body = System.Text.Encoding.UTF8.GetBytes(text);
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Warning, "the URL of {Function}, {Method}: {Reason}")]
    private partial void LogFault(string method, string function, string reason);

    [LoggerMessage(LogLevel.Debug, "the client of {Method} {Function}{Path} is gone")]
    private partial void LogGone(string method, string function, string path);
}
