using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace LambdaMcp.Auth.Tokens;

/// <summary>
/// Reads the token of an Authorization header (RFC 6750, section 2.1). The header is the only place: a token in a query
/// string ends up in logs and histories.
/// </summary>
public static class BearerToken
{
    /// <summary>The longest token that is looked at, in characters.</summary>
    public const int MaxLength = 8 * 1024;

    private const string Scheme = "Bearer";

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/");

    /// <summary>Reads the header.</summary>
    /// <param name="authorization">Every value of the request's Authorization header.</param>
    /// <param name="token">The token when the result is <see cref="BearerTokenState.Present"/>, else empty.</param>
    public static BearerTokenState Read(StringValues authorization, out string token)
    {
        token = "";
        if (authorization.Count > 1)
            return BearerTokenState.Malformed;

        var value = authorization.ToString().AsSpan().Trim(" \t");
        var end = value.IndexOfAny(' ', '\t');
        var scheme = end < 0 ? value : value[..end];
        if (!scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase))
            return BearerTokenState.Absent;

        var rest = value[scheme.Length..].TrimStart(' ');
        if (!IsWellFormed(rest))
            return BearerTokenState.Malformed;
        token = rest.ToString();
        return BearerTokenState.Present;
    }

    /// <summary>Whether the text is a <c>b64token</c> of at most <see cref="MaxLength"/> characters.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> token)
    {
        if (token.Length > MaxLength)
            return false;
        var unpadded = token.TrimEnd('=');
        return !unpadded.IsEmpty && !unpadded.ContainsAnyExcept(TokenCharacters);
    }
}
