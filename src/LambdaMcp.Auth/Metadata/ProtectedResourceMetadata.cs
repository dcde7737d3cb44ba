using System.Text.Json.Serialization;

namespace LambdaMcp.Auth.Metadata;

/// <summary>The metadata document (RFC 9728, section 2).</summary>
internal sealed record ProtectedResourceMetadata
{
    [JsonPropertyName("resource")]
    public required string Resource { get; init; }

    /// <summary>
    /// Null leaves the field out. MCP asks for at least one authorization server, but where tokens are handed out by hand there
    /// is none to name; RFC 9728 allows that, and an invented one would send clients astray.
    /// </summary>
    [JsonPropertyName("authorization_servers")]
    public IReadOnlyList<string>? AuthorizationServers { get; init; }

    [JsonPropertyName("bearer_methods_supported")]
    public IReadOnlyList<string> BearerMethodsSupported { get; init; } = ["header"];

    [JsonPropertyName("scopes_supported")]
    public required IReadOnlyList<string> ScopesSupported { get; init; }

    [JsonPropertyName("resource_name")]
    public required string ResourceName { get; init; }

    /// <summary>Describes <paramref name="resource"/>, which clients know as <paramref name="url"/>.</summary>
    public static ProtectedResourceMetadata Of(ProtectedResource resource, Uri url) => new()
    {
        // The canonical form has no slash at its end.
        Resource = url.AbsoluteUri.TrimEnd('/'),
        AuthorizationServers = resource.AuthorizationServers.Count == 0
            ? null
            : [.. resource.AuthorizationServers.Select(server => server.OriginalString)],
        ScopesSupported = resource.Scopes,
        ResourceName = resource.Name,
    };
}
