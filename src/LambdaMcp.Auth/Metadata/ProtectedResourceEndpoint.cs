using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LambdaMcp.Auth.Metadata;

/// <summary>Serves the metadata that OAuth clients look for (RFC 9728, section 3).</summary>
public static class ProtectedResourceEndpoint
{
    /// <summary>
    /// Maps the document at <see cref="ProtectedResource.WellKnownPath"/> and at the same path followed by the MCP path.
    /// </summary>
    public static void MapProtectedResourceMetadata(this IEndpointRouteBuilder endpoints, ProtectedResource resource)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(resource);
        endpoints.MapGet(ProtectedResource.WellKnownPath, context => AnswerAsync(context, resource));
        endpoints.MapGet(ProtectedResource.WellKnownPath + resource.McpPath, context => AnswerAsync(context, resource));
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
}
