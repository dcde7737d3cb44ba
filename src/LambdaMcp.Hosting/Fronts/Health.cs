namespace LambdaMcp.Hosting.Fronts;

/// <summary><c>GET /health</c>: the process answers. It asks nothing of AWS, so that a probe costs nothing.</summary>
internal static class Health
{
    private static readonly byte[] Body = """{"status":"ok"}"""u8.ToArray();

    public static IApplicationBuilder MapHealth(this IApplicationBuilder app, PathString path) => app.Map(path, branch => branch.Run(context =>
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Body.Length;
        context.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(Body, context.RequestAborted).AsTask();
    }));
}
