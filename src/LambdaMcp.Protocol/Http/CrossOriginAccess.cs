using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>
/// Lets pages from allowed origins read the answers (Fetch, "CORS protocol"). It stands before the authentication: a preflight
/// carries no token, and a page must be able to read a 401.
/// </summary>
internal sealed class CrossOriginAccess(OriginPolicy origins)
{
    private const string AllowedMethods = "POST, GET, DELETE";
    private const string AllowedHeaders = "Authorization, Content-Type, Accept, Mcp-Session-Id, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Last-Event-ID, traceparent";
    private const int LongestHeader = 128;
    private const string ExposedHeaders = "Mcp-Session-Id, WWW-Authenticate";

    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || !origins.Allows(context.Request, origin))
            return next(context);

        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.Vary = "Origin";
        if (!HttpMethods.IsOptions(context.Request.Method) || context.Request.Headers.AccessControlRequestMethod.Count == 0)
        {
            headers.AccessControlExposeHeaders = ExposedHeaders;
            return next(context);
        }

        headers.AccessControlAllowMethods = AllowedMethods;
        headers.AccessControlAllowHeaders = AllowedHeaders + ParameterHeaders(context.Request);
        headers.AccessControlMaxAge = "600";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    // Which Mcp-Param-* headers there are depends on the tools; the page names those that it will send.
    private static string ParameterHeaders(HttpRequest preflight)
    {
        var asked = preflight.Headers.AccessControlRequestHeaders.ToString().Split(',', StringSplitOptions.TrimEntries);
        return string.Concat(asked.Where(IsParameterHeader).Select(header => ", " + header));
    }

    private static bool IsParameterHeader(string header) =>
        header.StartsWith(McpHeaders.ParameterPrefix, StringComparison.OrdinalIgnoreCase) && header.Length <= LongestHeader &&
        header.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
