namespace LambdaMcp.Hosting.Fronts;

/// <summary>Answers to probes, which ask nothing of AWS, so that they cost nothing.</summary>
internal static class Health
{
    private static readonly byte[] Ok = """{"status":"ok"}"""u8.ToArray();
    private static readonly byte[] Ready = """{"status":"ready"}"""u8.ToArray();
    private static readonly byte[] Draining = """{"status":"draining"}"""u8.ToArray();

    /// <summary><c>GET /health</c>: the process answers.</summary>
    public static IApplicationBuilder MapHealth(this IApplicationBuilder app, PathString path) =>
        app.Map(path, branch => branch.Run(context => AnswerAsync(context, StatusCodes.Status200OK, Ok)));

    /// <summary><c>GET /health/ready</c>: the process wants requests.</summary>
    public static IApplicationBuilder MapReadiness(this IApplicationBuilder app, PathString path, Func<bool> isReady) =>
        app.Map(path, branch => branch.Run(context => isReady()
            ? AnswerAsync(context, StatusCodes.Status200OK, Ready)
            : AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, Draining)));

    private static Task AnswerAsync(HttpContext context, int status, byte[] body)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
