namespace LambdaMcp.Auth.Jwt.Issuers;

/// <summary>From where an issuer's keys may come: over https, or on this machine over http.</summary>
internal static class TrustedUrl
{
    public static bool IsIssuer(Uri url) => IsPlain(url) && url.Query.Length == 0 && (url.Scheme == Uri.UriSchemeHttps || IsHere(url));

    /// <summary>An issuer elsewhere cannot point to this machine by http.</summary>
    public static bool IsKeySet(Uri url, Uri issuer) => IsPlain(url) && (url.Scheme == Uri.UriSchemeHttps || (IsHere(url) && IsHere(issuer)));

    private static bool IsPlain(Uri url) => url.Fragment.Length == 0 && url.UserInfo.Length == 0;

    private static bool IsHere(Uri url) => url.Scheme == Uri.UriSchemeHttp && url.IsLoopback;
}
