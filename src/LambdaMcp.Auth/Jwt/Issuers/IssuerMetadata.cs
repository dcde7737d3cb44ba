using LambdaMcp.Auth.Jwt.Reading;

namespace LambdaMcp.Auth.Jwt.Issuers;

/// <summary>An issuer's metadata document (RFC 8414; OpenID Connect Discovery), of which the place of its keys is used.</summary>
internal static class IssuerMetadata
{
    /// <summary>Where it may be, the likeliest place first: most issuers with a path are OpenID providers, which append.</summary>
    public static IEnumerable<Uri> PlacesOf(string issuer)
    {
        var url = new Uri(issuer);
        var authority = url.GetLeftPart(UriPartial.Authority);
        var path = url.AbsolutePath.TrimEnd('/');
        yield return new($"{authority}{path}/.well-known/openid-configuration");
        yield return new($"{authority}/.well-known/oauth-authorization-server{path}");
        if (path.Length == 0)
            yield break;
        yield return new($"{authority}/.well-known/openid-configuration{path}");
        yield return new($"{authority}{path}/.well-known/oauth-authorization-server");
    }

    /// <summary>Where the issuer's keys are.</summary>
    /// <exception cref="IssuerUnavailableException">This is not the issuer's document, or its keys are in no place to trust.</exception>
    public static Uri KeySetOf(FetchedDocument document, string issuer)
    {
        using var json = StrictJson.ParseObject(document.Json) ?? throw new IssuerUnavailableException("Its metadata are no JSON object.");
        // Else one issuer could speak for another (RFC 8414, section 3.3).
        if (!Claim.TryText(json.RootElement, "issuer", out var named) || named != issuer)
            throw new IssuerUnavailableException("Its metadata name another issuer: the setting must repeat \"issuer\" to the letter, with or without a slash at its end.");
        return Claim.TryText(json.RootElement, "jwks_uri", out var text) && Uri.TryCreate(text, UriKind.Absolute, out var url) && TrustedUrl.IsKeySet(url, new(issuer))
            ? url
            : throw new IssuerUnavailableException("Its metadata have no \"jwks_uri\" with https.");
    }
}
