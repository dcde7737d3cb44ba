using System.Text;

namespace LambdaMcp.Local.Lambda;

/// <summary>Invoke and InvokeWithResponseStream.</summary>
internal sealed class InvokeOperations(LambdaService service, LambdaServiceOptions options)
{
    public async Task InvokeAsync(HttpContext context, string name)
    {
        var (function, request) = await ReadAsync(context, name);
        var response = context.Response;
        switch (InvocationType(context.Request))
        {
            case "Event":
                response.Headers["x-amzn-RequestId"] = service.InvokeLater(function, request);
                response.StatusCode = StatusCodes.Status202Accepted;
                break;
            case "DryRun":
                response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                await RespondAsync(context, await service.InvokeAsync(function, request, context.RequestAborted));
                break;
        }
    }

    public async Task InvokeStreamingAsync(HttpContext context, string name)
    {
        var (function, request) = await ReadAsync(context, name);
        switch (InvocationType(context.Request))
        {
            case "Event":
                throw LambdaRejectedException.InvalidParameter("InvokeWithResponseStream takes the invocation types RequestResponse and DryRun.");
            case "DryRun":
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
        }
        await using var result = await service.InvokeAsync(function, request, context.RequestAborted);
        var response = context.Response;
        response.Headers["x-amzn-RequestId"] = result.RequestId;
        response.Headers["X-Amz-Executed-Version"] = FunctionName.Latest;
        response.ContentType = EventStreamMessage.ContentType;
        await response.StartAsync(context.RequestAborted);
        string? error = null;
        if (result.FunctionError is { } kind)
        {
            error = await new StreamReader(result.Body).ReadToEndAsync(context.RequestAborted);
            await EventStreamMessage.WriteCompleteAsync(response.BodyWriter, kind, error, LogResult(context, await result.End), context.RequestAborted);
            return;
        }
        await foreach (var chunk in ChunksAsync(result.Body, context.RequestAborted))
            await EventStreamMessage.WriteChunkAsync(response.BodyWriter, chunk, context.RequestAborted);
        var end = await result.End;
        await EventStreamMessage.WriteCompleteAsync(response.BodyWriter, end.ErrorType, end.ErrorMessage, LogResult(context, end), context.RequestAborted);
    }

    private async Task<(FunctionDefinition Function, InvocationRequest Request)> ReadAsync(HttpContext context, string name)
    {
        var function = FunctionQueries.Find(service, name, context.Request.Query["Qualifier"]);
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return (function, new InvocationRequest(body.ToArray())
        {
            ClientContext = context.Request.Headers["X-Amz-Client-Context"],
            TraceId = context.Request.Headers["X-Amzn-Trace-Id"],
            Caller = options.Traces?.Callers.Of(context.Request),
        });
    }

    /// <summary>The whole answer as one body, also where the function streamed it.</summary>
    private static async Task RespondAsync(HttpContext context, InvocationResult result)
    {
        await using var _ = result;
        var body = new MemoryStream();
        await result.Body.CopyToAsync(body, context.RequestAborted);
        var end = await result.End;
        var failure = end.ErrorType is null
            ? body.Length > InvocationLimits.BufferedResponse ? FunctionFailure.TooLarge() : null
            : FunctionFailure.Ended(end);
        var response = context.Response;
        response.Headers["x-amzn-RequestId"] = result.RequestId;
        response.Headers["X-Amz-Executed-Version"] = FunctionName.Latest;
        if (result.FunctionError is not null || failure is not null)
            response.Headers["X-Amz-Function-Error"] = "Unhandled";
        if (LogResult(context, end) is { } log)
            response.Headers["X-Amz-Log-Result"] = log;
        response.ContentType = "application/json";
        await response.Body.WriteAsync(failure?.Document ?? body.ToArray(), context.RequestAborted);
    }

    private static string InvocationType(HttpRequest request) => request.Headers["X-Amz-Invocation-Type"].ToString() switch
    {
        "" or "RequestResponse" => "RequestResponse",
        "Event" => "Event",
        "DryRun" => "DryRun",
        var other => throw LambdaRejectedException.InvalidParameter($"Unknown invocation type {other}: use RequestResponse, Event or DryRun."),
    };

    private static string? LogResult(HttpContext context, InvocationEnd end) =>
        context.Request.Headers["X-Amz-Log-Type"] == "Tail" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(end.LogTail)) : null;

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> ChunksAsync(
        Stream body, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var count)
            yield return buffer.AsMemory(0, count);
    }
}
