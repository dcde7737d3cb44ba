using LambdaMcp.Local.Hosting;

namespace LambdaMcp.Local.Viewer;

/// <summary>The page that shows requests, at an address of its own.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    // No inline script or style, nothing from elsewhere, and in no frame. Images and sounds of results are within the answers.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; media-src data:; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private readonly PageGuard _guard = new();
    private readonly PageApi _api;
    private LoopbackServer? _server;

    private PageServer(PageOptions options) => _api = new(options);

    /// <summary>The address with the key, which the browser does not send with requests.</summary>
    public string Url => $"{_server!.Url}/#key={_guard.Key}";

    public static async Task<PageServer> StartAsync(PageOptions options)
    {
        var page = new PageServer(options);
        page._server = await LoopbackServer.StartAsync(0, page.HandleAsync);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        Protect(context.Response.Headers);
        try
        {
            if (!PageGuard.IsHere(context.Request))
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
            else if (!context.Request.Path.StartsWithSegments("/api"))
                await ServeFileAsync(context);
            else if (!_guard.HasKey(context.Request))
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else
                await _api.HandleAsync(context);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // The page was closed.
        }
    }

    private static async Task ServeFileAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || !await PageFiles.ServeAsync(context))
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
