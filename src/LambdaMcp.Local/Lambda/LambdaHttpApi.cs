using System.Text.Json.Nodes;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.Lambda;

/// <summary>Lambda's HTTP API: which operation a request is for, and errors as the REST-JSON protocol has them.</summary>
internal sealed class LambdaHttpApi(LambdaService service, LambdaServiceOptions options)
{
    private readonly InvokeOperations _invoke = new(service, options);
    private readonly FunctionQueries _queries = new(service, options);

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        try
        {
            await BufferBodyAsync(context.Request);
            if (!await options.IsAuthentic(context))
                throw new LambdaRejectedException(StatusCodes.Status403Forbidden, "InvalidSignatureException", "The request signature does not match. Check the access key id and the secret access key.");
            context.Request.Body.Position = 0;
            await RouteAsync(context);
        }
        catch (LambdaRejectedException rejection) when (!context.Response.HasStarted)
        {
            await WriteErrorAsync(context.Response, rejection);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; what it began goes on.
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var path = (context.Request.Path.Value ?? "").Trim('/');
        return (context.Request.Method, path.Split('/')) switch
        {
            ("POST", ["2015-03-31", "functions", var name, "invocations"]) => _invoke.InvokeAsync(context, name),
            ("POST", ["2021-11-15", "functions", var name, "response-streaming-invocations"]) => _invoke.InvokeStreamingAsync(context, name),
            ("GET", ["2015-03-31", "functions"]) => QueryAsync(context, "ListFunctions", _queries.ListAsync),
            ("GET", ["2015-03-31", "functions", var name]) => QueryAsync(context, $"GetFunction {name}", context => _queries.GetAsync(context, name)),
            ("GET", ["2015-03-31", "functions", var name, "configuration"]) => QueryAsync(context, $"GetFunctionConfiguration {name}", context => _queries.GetConfigurationAsync(context, name)),
            ("GET", ["2021-10-31", "functions", var name, "url"]) => QueryAsync(context, $"GetFunctionUrlConfig {name}", context => _queries.GetUrlAsync(context, name)),
            ("GET", ["2017-03-31", "tags", var arn]) => QueryAsync(context, "ListTags", context => _queries.ListTagsAsync(context, arn)),
            _ => throw new LambdaRejectedException(StatusCodes.Status404NotFound, "UnknownOperationException", $"The local Lambda service has no {context.Request.Method} /{path}"),
        };
    }

    private async Task QueryAsync(HttpContext context, string operation, RequestDelegate query)
    {
        var hop = options.Traces?.Callers.Of(context.Request)?.Begin(HopKind.Service, $"lambda {operation}");
        try
        {
            await query(context);
        }
        catch (LambdaRejectedException rejection)
        {
            hop?.Fail($"{rejection.ErrorType}: {rejection.Message}");
            throw;
        }
        finally
        {
            hop?.End();
        }
    }

    /// <summary>Reads the body into memory, where both the signature check and the operation can read it.</summary>
    private static async Task BufferBodyAsync(HttpRequest request)
    {
        if (request.ContentLength > InvocationLimits.Request)
            throw InvocationLimits.TooLarge(InvocationLimits.Request);
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var count)
        {
            body.Write(buffer, 0, count);
            if (body.Length > InvocationLimits.Request)
                throw InvocationLimits.TooLarge(InvocationLimits.Request);
        }
        body.Position = 0;
        request.Body = body;
    }

    private static Task WriteErrorAsync(HttpResponse response, LambdaRejectedException rejection)
    {
        response.StatusCode = rejection.StatusCode;
        response.ContentType = "application/json";
        response.Headers["x-amzn-errortype"] = rejection.ErrorType;
        var body = new JsonObject
        {
            ["Type"] = rejection.StatusCode < 500 ? "User" : "Service",
            // Lambda's errors differ in how they write this name, and SDKs read it in any case.
            ["Message"] = rejection.Message,
        };
        if (rejection.Reason is { } reason)
            body["Reason"] = reason;
        return response.WriteAsync(body.ToJsonString());
    }
}
