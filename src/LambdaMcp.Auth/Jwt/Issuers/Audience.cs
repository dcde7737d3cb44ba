using LambdaMcp.Auth.Jwt.Reading;
using LambdaMcp.Auth.Metadata;

namespace LambdaMcp.Auth.Jwt.Issuers;

/// <summary>Which of an issuer's tokens are meant for this server (RFC 8707, RFC 9068 section 4).</summary>
/// <param name="resource">The URL of the MCP endpoint; null when it is not known.</param>
/// <param name="issuer">What the issuer's tokens may say instead.</param>
internal sealed class Audience(Uri? resource, TokenIssuer issuer)
{
    // As the metadata show it, without a slash at its end.
    private readonly string? _resource = resource?.AbsoluteUri.TrimEnd('/');

    // A URL without a path is the same with a slash (RFC 3986, section 6.2.3), and clients that keep it as a URL, not as text, ask for that.
    private readonly bool _isWholeHost = resource?.PathAndQuery == "/";

    /// <summary>Whether the token is meant for this server.</summary>
    /// <param name="claims">What the token says.</param>
    /// <param name="set">The one set of the catalog that it is meant for; null: all.</param>
    public bool Admits(TokenClaims claims, out string? set)
    {
        set = null;
        if (claims.Audiences is not { } audiences)
            return claims.ClientId is { } client && issuer.ClientIds.Contains(client, StringComparer.Ordinal);
        var several = false;
        foreach (var audience in audiences)
        {
            if (IsResource(audience) || issuer.Audiences.Contains(audience, StringComparer.Ordinal))
            {
                set = null;
                return true;
            }

            if (SetOf(audience) is { } named)
            {
                several |= set is not null && set != named;
                set = named;
            }
        }

        // A principal has one set or all of them, and two are neither.
        return set is not null && !several;
    }

    private bool IsResource(string audience) => _resource is not null && (audience == _resource || (_isWholeHost && audience == _resource + "/"));

    private string? SetOf(string audience) => _resource is null ? null : SetPath.SetBelow(audience, _resource);
}
