using System.Text.Json;

namespace LambdaMcp.Auth.Jwt.Reading;

/// <summary>What is used of a token's claims (RFC 7519, RFC 9068), of the right types but as yet unproven.</summary>
internal sealed record TokenClaims
{
    private const int LongestName = 256;

    // API Gateway takes 8 KB in all from an authorizer.
    private const int LongestScopes = 2048;

    public required string Issuer { get; init; }

    /// <summary>Whose token it is: the subject, or the client where there is none.</summary>
    public required string Holder { get; init; }

    public required string? ClientId { get; init; }

    /// <summary>The servers that the token is meant for; null when it does not say.</summary>
    public required IReadOnlyList<string>? Audiences { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the token begins to be good; null: from the start.</summary>
    public required DateTimeOffset? NotBefore { get; init; }

    public required DateTimeOffset? IssuedAt { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required string? TokenId { get; init; }

    /// <summary>Whether the issuer marked it as something other than an access token.</summary>
    public required bool IsOfOtherKind { get; init; }

    /// <summary>Whether it is bound to a key of the client's (RFC 7800).</summary>
    public required bool IsSenderConstrained { get; init; }

    /// <summary>Reads the claims' JSON.</summary>
    /// <returns>The claims, or null when one has a wrong type, or one that must be there is not.</returns>
    public static TokenClaims? TryRead(JsonElement json)
    {
        if (!Claim.TryText(json, "iss", out var issuer) || issuer is null
            || !Claim.TryName(json, "sub", LongestName, out var subject)
            || !Claim.TryName(json, "client_id", LongestName, out var clientId) || (subject ?? clientId) is not { } holder
            || !Claim.TryName(json, "jti", LongestName, out var tokenId)
            || !Claim.TryList(json, "aud", out var audiences)
            || !Claim.TryDate(json, "exp", out var expiresAt) || expiresAt is null
            || !Claim.TryDate(json, "nbf", out var notBefore) || !Claim.TryDate(json, "iat", out var issuedAt)
            || ScopesOf(json) is not { } scopes)
        {
            return null;
        }

        return new()
        {
            Issuer = issuer,
            Holder = holder,
            ClientId = clientId,
            Audiences = audiences,
            ExpiresAt = expiresAt.Value,
            NotBefore = notBefore,
            IssuedAt = issuedAt,
            Scopes = scopes,
            TokenId = tokenId,
            IsOfOtherKind = HasOtherKind(json),
            IsSenderConstrained = json.TryGetProperty("cnf", out _),
        };
    }

    // RFC 8693 has "scope", a text, of which some issuers make a list; others have "scp", a text or a list.
    private static List<string>? ScopesOf(JsonElement json)
    {
        if (!Claim.TryList(json, "scope", out var named) || !Claim.TryList(json, "scp", out var brief))
            return null;
        List<string> scopes = [];
        foreach (var entry in named ?? brief ?? [])
            scopes.AddRange(entry.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return scopes.Sum(scope => scope.Length + 1) <= LongestScopes && scopes.TrueForAll(static scope => ScopeSyntax.IsScope(scope)) ? scopes : null;
    }

    // Amazon Cognito says "token_use", Keycloak "typ"; the hashes of code and token stand in ID tokens alone (OpenID Connect Core, section 3.3.2.11),
    // and "events" in logout tokens and the like.
    private static bool HasOtherKind(JsonElement json) =>
        (json.TryGetProperty("token_use", out var use) && !Is(use, "access"))
        || (json.TryGetProperty("typ", out var type) && (Is(type, "ID") || Is(type, "Refresh") || Is(type, "Offline") || Is(type, "Logout")))
        || json.TryGetProperty("at_hash", out _) || json.TryGetProperty("c_hash", out _) || json.TryGetProperty("events", out _);

    private static bool Is(JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.String && string.Equals(value.GetString(), text, StringComparison.OrdinalIgnoreCase);
}
