using System.Globalization;
using System.Text.Json;

namespace LambdaMcp.Local.Viewer;

/// <summary>What the page asks its server for.</summary>
internal sealed class PageApi(PageOptions options)
{
    // What a form can hold, and more.
    private const int LargestCall = 6 * 1024 * 1024;

    // Changes of a moment are told together.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(60);

    private readonly PageJson _json = new(options.Traces.Secrets);

    public Task HandleAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
    {
        ("GET", ["api", "events"]) => WatchAsync(context),
        ("GET", ["api", "traces", var number]) => ShowAsync(context, number),
        ("GET", ["api", "functions"]) => _json.WriteAsync(context.Response, options.Functions().Select(FunctionView.Of)),
        ("GET", ["api", "tables"]) => TablesAsync(context),
        ("GET", ["api", "catalog"]) => CatalogAsync(context),
        ("POST", ["api", "call"]) => CallAsync(context),
        _ => RefuseAsync(context, StatusCodes.Status404NotFound, "There is nothing of that name."),
    };

    /// <summary>Tells of each trace as it begins and changes, as server-sent events, until the page is closed.</summary>
    private async Task WatchAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        // The page learns that it is connected before there is anything to tell.
        await context.Response.Body.FlushAsync(context.RequestAborted);
        using var feed = options.Traces.Watch();
        while (true)
        {
            foreach (var trace in await feed.TakeAsync(context.RequestAborted))
                await context.Response.WriteAsync($"data: {_json.Write(trace.View())}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Gathering, context.RequestAborted);
        }
    }

    private Task ShowAsync(HttpContext context, string number)
    {
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) || options.Traces.Find(wanted) is not { } trace)
            return RefuseAsync(context, StatusCodes.Status404NotFound, "The request is no longer kept.");
        var secrets = options.Traces.Secrets;
        return _json.WriteAsync(context.Response, new { trace = trace.View(), request = trace.Request.Read(secrets.Conceal), answer = trace.Answer.Read(secrets.Conceal), lines = trace.Lines() });
    }

    private async Task TablesAsync(HttpContext context)
    {
        try
        {
            await _json.WriteAsync(context.Response, await options.Tables.ReadAsync(context.RequestAborted));
        }
        catch (Exception exception) when (exception is Amazon.Runtime.AmazonServiceException or Amazon.Runtime.AmazonClientException or HttpRequestException)
        {
            await RefuseAsync(context, StatusCodes.Status502BadGateway, $"The tables cannot be read: {exception.Message}");
        }
    }

    private async Task CatalogAsync(HttpContext context)
    {
        if (options.Mcp is not { } mcp)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "The templates have no endpoint with a token.");
            return;
        }
        try
        {
            await _json.WriteAsync(context.Response, await mcp.CatalogAsync(context.RequestAborted));
        }
        catch (Exception exception) when (exception is McpCallException or HttpRequestException)
        {
            await RefuseAsync(context, StatusCodes.Status502BadGateway, exception.Message);
        }
    }

    /// <summary>Calls a tool, and tells every message that comes, a line for each. A page that leaves cancels the call.</summary>
    private async Task CallAsync(HttpContext context)
    {
        if (options.Mcp is not { } mcp)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "The templates have no endpoint with a token.");
            return;
        }
        if (!context.Request.HasJsonContentType() || context.Request.ContentLength is not <= LargestCall)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "A call is a JSON object of a limited length.");
            return;
        }
        ToolCall? call;
        try
        {
            call = await JsonSerializer.DeserializeAsync<ToolCall>(context.Request.Body, JsonSerializerOptions.Web, context.RequestAborted);
        }
        catch (JsonException exception)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, exception.Message);
            return;
        }
        if (call?.Name is null)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "A call names a tool.");
            return;
        }
        context.Response.ContentType = "application/x-ndjson";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        async Task Tell(object line)
        {
            await context.Response.WriteAsync(_json.Write(line) + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
        try
        {
            await mcp.CallAsync(call.Name, call.Arguments, message => Tell(new { message }), context.RequestAborted);
        }
        catch (Exception exception) when (exception is McpCallException or HttpRequestException or IOException && !context.RequestAborted.IsCancellationRequested)
        {
            await Tell(new { failure = exception.Message });
        }
    }

    private Task RefuseAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return _json.WriteAsync(context.Response, new { error });
    }
}
