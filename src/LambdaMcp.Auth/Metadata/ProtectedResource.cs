using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace LambdaMcp.Auth.Metadata;

/// <summary>The MCP endpoint as an OAuth protected resource (RFC 9728).</summary>
public sealed record ProtectedResource
{
    /// <summary>Where the metadata is, below the front door's base; the resource's own path may follow.</summary>
    public const string WellKnownPath = "/.well-known/oauth-protected-resource";

    /// <summary>The path of the MCP endpoint, below the front door's base.</summary>
    public PathString McpPath { get; init; } = "/mcp";

    /// <summary>The URL under which clients know the MCP endpoint; null takes it from each request.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Who issues tokens for this resource; none where tokens are handed out by hand.</summary>
    public IReadOnlyList<Uri> AuthorizationServers { get; init; } = [];

    /// <summary>The name that a client shows its user.</summary>
    public string Name { get; init; } = "MCP endpoint on AWS Lambda";

    /// <summary>The MCP endpoint's URL as the client of this request sees it; null when its Host header makes no URL.</summary>
    public Uri? UrlFor(HttpRequest request) => PublicUrl ?? Absolute(request, McpPath);

    /// <summary>
    /// Where the metadata can be fetched. A stage prefix stays in front: RFC 9728 would put the well-known path at the host's
    /// root, but an API Gateway without custom domain has nothing there.
    /// </summary>
    public Uri? MetadataUrlFor(HttpRequest request)
    {
        if (PublicUrl is null)
            return Absolute(request, new PathString(WellKnownPath).Add(McpPath));
        var path = PublicUrl.AbsolutePath.TrimEnd('/');
        var prefix = path.EndsWith(McpPath, StringComparison.Ordinal) ? path[..^McpPath.Value!.Length] : "";
        return new Uri(PublicUrl, prefix + WellKnownPath + McpPath);
    }

    private static Uri? Absolute(HttpRequest request, PathString path)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Host.HasValue
            && Uri.TryCreate(UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, path), UriKind.Absolute, out var url)
                ? url
                : null;
    }
}
