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
        headers.AccessControlAllowHeaders = AllowedHeaders;
        headers.AccessControlMaxAge = "600";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
