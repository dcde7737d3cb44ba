using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace LambdaMcp.Auth.Metadata;

/// <summary>The MCP endpoint as an OAuth protected resource (RFC 9728), and each set of it as one of its own.</summary>
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

    /// <summary>
    /// The scopes that a client may ask for. <c>offline_access</c> is none of them: whether there are refresh tokens is between the client and
    /// the authorization server.
    /// </summary>
    public IReadOnlyList<string> Scopes { get; init; } = [Principal.McpScope];

    /// <summary>
    /// What a challenge tells clients to ask for, separated by spaces: <c>mcp</c>, or what an issuer calls it that has names of its own for scopes.
    /// </summary>
    public string RequestedScope { get; init; } = Principal.McpScope;

    /// <summary>The name that a client shows its user.</summary>
    public string Name { get; init; } = "MCP endpoint on AWS Lambda";

    /// <summary>The MCP endpoint's URL as the client of this request sees it; null when its Host header makes no URL.</summary>
    /// <param name="request">The request, whose host and base path are used where no URL is configured.</param>
    /// <param name="set">The set whose URL it is; null for the endpoint itself.</param>
    public Uri? UrlFor(HttpRequest request, string? set = null)
    {
        if (PublicUrl is null)
            return Absolute(request, set is null ? McpPath : McpPath.Add("/" + set));
        return set is null ? PublicUrl : new Uri($"{PublicUrl.AbsoluteUri.TrimEnd('/')}/{set}");
    }

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

    /// <summary>
    /// Whether a metadata document is served at a path, below the front door's base: at the well-known path, the same followed by the
    /// endpoint's path, and by a set's. Every name that a set can have is answered alike, so that nobody learns here which sets there are.
    /// </summary>
    /// <param name="path">The request's path.</param>
    /// <param name="set">The set that the document is about; null for the endpoint itself.</param>
    public bool IsDescribedAt(PathString path, out string? set)
    {
        set = null;
        if (!path.StartsWithSegments(WellKnownPath, out var below))
            return false;
        var resource = below.Value ?? "";
        if (resource.Length == 0 || resource == McpPath.Value || resource == RootPath)
            return true;
        set = SetPath.SetBelow(resource, McpPath.Value!) ?? (RootPath is { } root ? SetPath.SetBelow(resource, root) : null);
        return set is not null;
    }

    // A proxy in front of a self-hosted endpoint can have the host's root lead here too, where RFC 9728 puts the document of a prefixed URL.
    private string? RootPath => PublicUrl?.AbsolutePath.TrimEnd('/') is { Length: > 0 } path ? path : null;

    private static Uri? Absolute(HttpRequest request, PathString path)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Host.HasValue
            && Uri.TryCreate(UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, path), UriKind.Absolute, out var url)
                ? url
                : null;
    }
}
