using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Auth.Metadata;

/// <summary>Serves the metadata that OAuth clients look for (RFC 9728, section 3).</summary>
public static class ProtectedResourceEndpoint
{
    /// <summary>
    /// Serves the document at <see cref="ProtectedResource.WellKnownPath"/> and at the same path followed by the MCP path. Branches
    /// of the pipeline and not routes: routing would cost every cold start some milliseconds.
    /// </summary>
    public static IApplicationBuilder MapProtectedResourceMetadata(this IApplicationBuilder app, ProtectedResource resource)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(resource);
        return app.MapWhen(
            context => HttpMethods.IsGet(context.Request.Method) && IsDocument(context.Request.Path, resource),
            branch => branch.Run(context => AnswerAsync(context, resource)));
    }

    /// <summary>Answers one request with the document, or with 400 when its Host header makes no URL.</summary>
    public static Task AnswerAsync(HttpContext context, ProtectedResource resource)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(resource);
        var response = context.Response;
        if (resource.UrlFor(context.Request) is not { } url)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        var document = ProtectedResourceMetadata.Of(resource, url);
        var body = JsonSerializer.SerializeToUtf8Bytes(document, MetadataJsonContext.Default.ProtectedResourceMetadata);
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "public, max-age=300";
        // Public by nature, and clients in browsers read it before they have a token.
        response.Headers.AccessControlAllowOrigin = "*";
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static bool IsDocument(PathString path, ProtectedResource resource) =>
        path.StartsWithSegments(ProtectedResource.WellKnownPath, out var below) && (!below.HasValue || below == resource.McpPath);
}
