namespace LambdaMcp.Auth.Jwt;

/// <summary>Why a JWT is refused: the words of <see cref="Tokens.TokenFinding.Fault"/>. Before its signature is found good, a token may say anything, its issuer too.</summary>
public static class TokenFaults
{
    /// <summary>It is no signed JWT with claims of the right types, or a part of it can be read in two ways.</summary>
    public const string Malformed = "malformed";

    /// <summary>It is signed in a way that is not taken, or not at all.</summary>
    public const string ForbiddenAlgorithm = "forbidden_algorithm";

    /// <summary>Its header has an extension that one must understand to read it.</summary>
    public const string UnsupportedExtension = "unsupported_extension";

    /// <summary>It is another kind of token than an access token, such as an ID token.</summary>
    public const string WrongKind = "wrong_kind";

    /// <summary>Its issuer is not configured.</summary>
    public const string UnknownIssuer = "unknown_issuer";

    /// <summary>It has expired.</summary>
    public const string Expired = "expired";

    /// <summary>It is good later, or was issued in the future.</summary>
    public const string NotYetValid = "not_yet_valid";

    /// <summary>It is meant for another server.</summary>
    public const string WrongAudience = "wrong_audience";

    /// <summary>It is bound to a key of the client's, which a bearer token does not prove.</summary>
    public const string SenderConstrained = "sender_constrained";

    /// <summary>Its issuer has no such key for its algorithm.</summary>
    public const string UnknownKey = "unknown_key";

    /// <summary>None of its issuer's keys signed it.</summary>
    public const string BadSignature = "bad_signature";
}
