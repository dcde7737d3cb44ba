using System.Buffers;
using LambdaMcp.Auth.Jwt.Reading;

namespace LambdaMcp.Auth.Jwt.Issuers;

/// <summary>Which of an issuer's tokens are meant for this server (RFC 8707, RFC 9068 section 4).</summary>
/// <param name="resource">The URL of the MCP endpoint; null when it is not known.</param>
/// <param name="issuer">What the issuer's tokens may say instead.</param>
internal sealed class Audience(Uri? resource, TokenIssuer issuer)
{
    private const int LongestSet = 128;

    private static readonly SearchValues<char> SetCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    // As the metadata show it, without a slash at its end.
    private readonly string? _resource = resource?.AbsoluteUri.TrimEnd('/');

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
            if (audience == _resource || issuer.Audiences.Contains(audience, StringComparer.Ordinal))
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

    private string? SetOf(string audience)
    {
        if (_resource is null || audience.Length <= _resource.Length + 1 || !audience.StartsWith(_resource, StringComparison.Ordinal) || audience[_resource.Length] != '/')
            return null;
        var set = audience.AsSpan(_resource.Length + 1);
        return set.Length <= LongestSet && !set.ContainsAnyExcept(SetCharacters) && set is not ("." or "..") ? set.ToString() : null;
    }
}
