using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>Tells a trace what API Gateway sees of a request and its answer.</summary>
internal sealed class GatewayTrace
{
    /// <summary>What the page's own requests call themselves.</summary>
    public const string PageAgent = "lambda-mcp-local-page";

    private readonly Trace _trace;
    private readonly Secrets _secrets;

    private GatewayTrace(Trace trace, Secrets secrets)
    {
        _trace = trace;
        _secrets = secrets;
    }

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
        var told = new GatewayTrace(trace, traces.Secrets);
        told.Session(request.Headers["Mcp-Session-Id"]);
        trace.Root.Note("fromPage", request.Headers.UserAgent == PageAgent);
        context.Response.Body = new AnswerStream(context.Response.Body, trace);
        return told;
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
        Session(context.Response.Headers["Mcp-Session-Id"]);
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

    private void Session(string? id)
    {
        if (string.IsNullOrEmpty(id))
            return;
        // Enough to tell sessions apart, and not to use one.
        Hop.Note("session", id[..Math.Min(id.Length, 8)]);
        _secrets.Add(id);
    }
}
