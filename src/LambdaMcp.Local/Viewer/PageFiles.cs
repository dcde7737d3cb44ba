namespace LambdaMcp.Local.Viewer;

/// <summary>The page's own files, which are part of the program.</summary>
internal static class PageFiles
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["html"] = "text/html; charset=utf-8",
        ["css"] = "text/css; charset=utf-8",
        ["js"] = "text/javascript; charset=utf-8",
    };

    /// <summary>Serves one; false when there is none of that path.</summary>
    public static async Task<bool> ServeAsync(HttpContext context)
    {
        var name = context.Request.Path.Value is "/" ? "index.html" : context.Request.Path.Value?.TrimStart('/') ?? "";
        await using var content = typeof(PageFiles).Assembly.GetManifestResourceStream($"page/{name}");
        if (content is null || !Types.TryGetValue(name[(name.LastIndexOf('.') + 1)..], out var type))
            return false;
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
        return true;
    }
}
