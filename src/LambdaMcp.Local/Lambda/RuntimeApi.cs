using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace LambdaMcp.Local.Lambda;

/// <summary>The Runtime API (version 2018-06-01) as one environment's process sees it.</summary>
internal sealed class RuntimeApi(FunctionDefinition function)
{
    private const string Prefix = "/2018-06-01/runtime/";

    private readonly Channel<Invocation> _queue = Channel.CreateUnbounded<Invocation>();
    private readonly TaskCompletionSource<FunctionFailure?> _initialized = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Invocation? _current;

    /// <summary>Completes at the first request for an event with null, or with the error that the runtime posted instead.</summary>
    public Task<FunctionFailure?> Initialized => _initialized.Task;

    /// <summary>Hands an event to the runtime when it asks for one. The one before must be over.</summary>
    public void Offer(Invocation invocation)
    {
        _current = invocation;
        _queue.Writer.TryWrite(invocation);
    }

    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var parts = path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..].Split('/') : [];
        return (context.Request.Method, parts) switch
        {
            ("GET", ["invocation", "next"]) => NextAsync(context),
            ("POST", ["invocation", var id, "response"]) => AnswerAsync(context, id, failed: false),
            ("POST", ["invocation", var id, "error"]) => AnswerAsync(context, id, failed: true),
            ("POST", ["init", "error"]) => InitErrorAsync(context),
            _ => RefuseAsync(context, StatusCodes.Status404NotFound, "InvalidPath", $"The Runtime API has no {context.Request.Method} {path}"),
        };
    }

    private async Task NextAsync(HttpContext context)
    {
        if (_current is { Response.Received.IsCompleted: false } running)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "InvalidStateTransition", $"Request {running.RequestId} has no response yet");
            return;
        }
        _current?.MarkOver();
        _initialized.TrySetResult(null);
        Invocation next;
        try
        {
            // An event that nobody fetched stays in the queue for the runtime's next connection.
            next = await _queue.Reader.ReadAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = next.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = next.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = function.Arn;
        headers["Lambda-Runtime-Trace-Id"] = next.TraceId;
        if (next.ClientContext is { } clientContext)
            headers["Lambda-Runtime-Client-Context"] = clientContext;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = next.Payload.Length;
        await context.Response.Body.WriteAsync(next.Payload);
    }

    private async Task AnswerAsync(HttpContext context, string requestId, bool failed)
    {
        if (_current is not { } invocation || invocation.RequestId != requestId || !invocation.Response.TryBegin(context))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "InvalidRequestID", $"No request {requestId} waits for a response");
            return;
        }
        var fits = true;
        if (failed)
            await invocation.Response.ReceiveErrorAsync(context.Request);
        else if (string.Equals(context.Request.Headers["Lambda-Runtime-Function-Response-Mode"], "streaming", StringComparison.OrdinalIgnoreCase))
            await invocation.Response.ReceiveStreamAsync(context.Request, invocation.DeliverStream);
        else
            fits = await invocation.Response.ReceiveAsync(context.Request);
        if (fits)
            await AcceptAsync(context);
        else
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (6291556 bytes).");
    }

    private async Task InitErrorAsync(HttpContext context)
    {
        var document = await RuntimeResponse.ReadAsync(context.Request, context.RequestAborted) ?? [];
        _initialized.TrySetResult(FunctionFailure.Reported(context.Request.Headers["Lambda-Runtime-Function-Error-Type"], document));
        await AcceptAsync(context);
    }

    private static Task AcceptAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return WriteAsync(context, new JsonObject { ["status"] = "OK" });
    }

    private static Task RefuseAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new JsonObject { ["errorType"] = type, ["errorMessage"] = message });
    }

    private static Task WriteAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
