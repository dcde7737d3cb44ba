using System.Text.Json;
using LambdaMcp.Auth.Jwt.Keys;

namespace LambdaMcp.Auth.Jwt.Reading;

/// <summary>What is used of a token's header (RFC 7515, section 4). Keys in it, or links to such, are the sender's word and are not looked at.</summary>
/// <param name="Algorithm">The algorithm of the signature.</param>
/// <param name="KeyId">The name of the key that signed; null when it is not named.</param>
internal sealed record TokenHeader(SignatureAlgorithm Algorithm, string? KeyId)
{
    private const string TypePrefix = "application/";

    /// <summary>Reads the header's JSON.</summary>
    /// <returns>The fault, or null.</returns>
    public static string? TryRead(JsonElement json, out TokenHeader? header)
    {
        header = null;
        if (!Claim.TryText(json, "alg", out var name) || name is null || !Claim.TryText(json, "kid", out var keyId) || !Claim.TryText(json, "typ", out var type))
            return TokenFaults.Malformed;
        if (SignatureAlgorithm.Find(name) is not { } algorithm)
            return TokenFaults.ForbiddenAlgorithm;
        // "b64" changes what is signed, and belongs to those that "crit" must name (RFC 7797, section 6).
        if (json.TryGetProperty("crit", out _) || json.TryGetProperty("b64", out _))
            return TokenFaults.UnsupportedExtension;
        if (type is not null && !IsAccessToken(type))
            return TokenFaults.WrongKind;
        header = new(algorithm, keyId);
        return null;
    }

    // RFC 9068, section 4; most issuers write the plain "JWT", and some nothing.
    private static bool IsAccessToken(ReadOnlySpan<char> type)
    {
        if (type.StartsWith(TypePrefix, StringComparison.OrdinalIgnoreCase))
            type = type[TypePrefix.Length..];
        return type.Equals("at+jwt", StringComparison.OrdinalIgnoreCase) || type.Equals("JWT", StringComparison.OrdinalIgnoreCase);
    }
}
