using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Auth.Metadata;

/// <summary>Serves the metadata that OAuth clients look for (RFC 9728, section 3).</summary>
public static class ProtectedResourceEndpoint
{
    /// <summary>
    /// Serves the document at the paths of <see cref="ProtectedResource.IsDescribedAt"/>. A branch of the pipeline and no routes: routing would
    /// cost every cold start some milliseconds.
    /// </summary>
    public static IApplicationBuilder MapProtectedResourceMetadata(this IApplicationBuilder app, ProtectedResource resource)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(resource);
        return app.MapWhen(
            context => resource.IsDescribedAt(context.Request.Path, out _),
            branch => branch.Run(context => AnswerAsync(context, resource)));
    }

    /// <summary>
    /// Answers one request: with the document, to a preflight with what it asks for, or with 400 when the Host header makes no URL.
    /// </summary>
    public static Task AnswerAsync(HttpContext context, ProtectedResource resource)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(resource);
        var (request, response) = (context.Request, context.Response);
        // Public by nature, and clients in browsers read it before they have a token.
        response.Headers.AccessControlAllowOrigin = "*";
        if (HttpMethods.IsOptions(request.Method))
            return AllowReading(response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD, OPTIONS";
            return Task.CompletedTask;
        }

        resource.IsDescribedAt(request.Path, out var set);
        if (resource.UrlFor(request, set) is not { } url)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        var document = ProtectedResourceMetadata.Of(resource, url);
        var body = JsonSerializer.SerializeToUtf8Bytes(document, MetadataJsonContext.Default.ProtectedResourceMetadata);
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "public, max-age=300";
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    // MCP clients send the revision that they speak, which browsers ask about first.
    private static Task AllowReading(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.AccessControlAllowMethods = "GET, HEAD";
        response.Headers.AccessControlAllowHeaders = "MCP-Protocol-Version, Content-Type";
        response.Headers.AccessControlMaxAge = "600";
        return Task.CompletedTask;
    }
}
