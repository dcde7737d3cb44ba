using LambdaMcp.Local.Lambda;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>Answers HTTP requests as the stage of a REST API does.</summary>
internal sealed partial class RestApiHandler
{
    private readonly RestApi _api;
    private readonly RouteTable _routes;
    private readonly LambdaAuthorizer _authorizer;
    private readonly IamAuthorizer _iam;
    private readonly BufferedIntegration _buffered;
    private readonly StreamedIntegration _streamed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TraceLog? _traces;

    public RestApiHandler(RestApi api, InvokeFunction invoke, IamAuthorizer iam, TimeProvider time, ILogger logger, TraceLog? traces = null)
    {
        _api = api;
        _routes = new RouteTable(api.Routes);
        _authorizer = new LambdaAuthorizer(api, invoke, new AuthorizerCache(time));
        _iam = iam;
        _buffered = new BufferedIntegration(api, invoke, time);
        _streamed = new StreamedIntegration(api, invoke, time);
        _time = time;
        _logger = logger;
        _traces = traces;
    }

    public RestApi Api => _api;

    /// <param name="context">The request.</param>
    /// <param name="path">Its path below the stage.</param>
    public async Task HandleAsync(HttpContext context, string path)
    {
        GatewayRequest? request = null;
        RouteMatch? match = null;
        var trace = GatewayTrace.Begin(_traces, context, path);
        try
        {
            request = await GatewayRequest.ReadAsync(context, path, _time.GetUtcNow()) with { Hop = trace?.Hop };
            trace?.Read(request);
            context.Response.Headers["x-amzn-RequestId"] = request.RequestId;
            context.Response.Headers["x-amz-apigw-id"] = request.ExtendedRequestId;
            match = _routes.Find(request.Method, request.Path)
                ?? throw new GatewayFaultException(GatewayFault.MissingAuthenticationToken, "the API has no such route");
            await ServeAsync(context, request, match);
        }
        catch (GatewayFaultException exception)
        {
            if (exception.Fault.StatusCode >= 500)
                LogFault(context.Request.Method, path, exception.Fault.Type, exception.Message);
            trace?.Hop.Fail(exception.Message);
            var variables = request is null ? [] : GatewayResponses.Variables(_api, request, match, exception.Authorizer);
            await WriteAsync(context, GatewayResponses.Render(_api, exception.Fault, variables, request), exception.Fault);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested)
        {
            LogGone(exception, context.Request.Method, path);
        }
        finally
        {
            trace?.End(context);
        }
    }

    /// <summary>Writes a gateway response.</summary>
    public static async Task WriteAsync(HttpContext context, GatewayResponse response, GatewayFault fault)
    {
        context.Response.StatusCode = response.StatusCode;
        context.Response.Headers["x-amzn-ErrorType"] = fault.ErrorType;
        foreach (var (name, value) in response.Headers)
            context.Response.Headers[name] = value;
        context.Response.ContentLength = response.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }

    private async Task ServeAsync(HttpContext context, GatewayRequest request, RouteMatch match)
    {
        var answer = match.Route.Authorization == RouteAuthorization.Lambda
            ? await _authorizer.AuthorizeAsync(request, match, context.RequestAborted)
            : null;
        var caller = match.Route.Authorization == RouteAuthorization.Iam ? _iam.Authorize(context, request) : null;
        var payload = ProxyEvent.ForFunction(_api, request, match, answer, caller);
        try
        {
            if (match.Route.Streamed)
                await _streamed.RunAsync(context, request, match.Route, payload);
            else
                await _buffered.RunAsync(context, request, match.Route, payload);
        }
        catch (LambdaRejectedException exception)
        {
            var fault = exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? GatewayFault.RequestTooLarge : GatewayFault.InvocationRefused;
            throw new GatewayFaultException(fault, exception.Message, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} ({Type}): {Reason}")]
    private partial void LogFault(string method, string path, string type, string reason);

    [LoggerMessage(LogLevel.Debug, "the client of {Method} {Path} is gone")]
    private partial void LogGone(Exception exception, string method, string path);
}
