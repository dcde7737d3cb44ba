using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>Tells a trace what API Gateway sees of a request and its answer.</summary>
internal sealed class GatewayTrace
{
    /// <summary>What the page's own requests call themselves.</summary>
    public const string PageAgent = "lambda-mcp-local-page";

    private readonly Trace _trace;

    private GatewayTrace(Trace trace) => _trace = trace;

    public Hop Hop => _trace.Root;

    /// <param name="traces">Where to; null keeps nothing.</param>
    /// <param name="context">The request, before anything is written.</param>
    /// <param name="path">Its path below the stage.</param>
    public static GatewayTrace? Begin(TraceLog? traces, HttpContext context, string path)
    {
        if (traces is null)
            return null;
        var request = context.Request;
        var trace = traces.Begin(HopKind.Gateway, $"{request.Method} {path}");
        trace.Root.Note("revision", request.Headers["MCP-Protocol-Version"]);
        traces.Secrets.AddCredential(request.Headers.Authorization);
        if (request.Headers["Mcp-Session-Id"] is [{ Length: > 0 } session])
        {
            // Enough to tell sessions apart, and not to use one.
            trace.Root.Note("session", session[..Math.Min(session.Length, 8)]);
            traces.Secrets.Add(session);
        }
        trace.Root.Note("fromPage", request.Headers.UserAgent == PageAgent);
        context.Response.Body = new AnswerStream(context.Response.Body, trace);
        return new(trace);
    }

    /// <summary>The request's body is there.</summary>
    public void Read(GatewayRequest request)
    {
        Hop.Note("requestId", request.RequestId);
        Hop.Note("requestBytes", request.Body.Length);
        _trace.Request.Append(request.Body.Span);
        if (RpcMessage.Read(request.Body) is not { } message)
            return;
        Hop.Note("rpc", message.Method);
        Hop.Note("target", message.Target);
        if (request.Header("MCP-Protocol-Version") is null)
            Hop.Note("revision", message.Revision);
    }

    /// <summary>Nothing more will come.</summary>
    public void End(HttpContext context)
    {
        var gone = context.RequestAborted.IsCancellationRequested;
        if (gone)
            Hop.Note("clientGone", true);
        if (!gone || context.Response.HasStarted)
        {
            Hop.Note("status", context.Response.StatusCode);
            Hop.Note("streamed", context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true);
            if (context.Response.StatusCode >= 400)
                Hop.Fail($"HTTP {context.Response.StatusCode}");
            else if (RpcAnswer.ErrorOf(_trace.Answer.Read(static text => text)) is { } error)
                Hop.Fail(error);
        }
        Hop.End();
    }
}
