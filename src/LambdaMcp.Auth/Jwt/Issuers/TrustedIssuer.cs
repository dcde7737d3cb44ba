using LambdaMcp.Auth.Jwt.Keys;
using LambdaMcp.Auth.Jwt.Reading;

namespace LambdaMcp.Auth.Jwt.Issuers;

/// <summary>Judges the tokens of one configured issuer: what costs nothing first, then the signature, and only then is the token believed.</summary>
internal sealed class TrustedIssuer(TokenIssuer issuer, Uri? resource, IssuerKeys keys, TimeProvider clock)
{
    /// <summary>How far the issuer's clock may be off.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    // A longer name than any key has.
    private const int LongestKeyId = 1024;

    private readonly Audience _audience = new(resource, issuer);
    private long _signatureChecks;

    public string Name => issuer.Issuer;

    /// <summary>How many signatures were checked so far: nothing else of a token takes as long.</summary>
    public long SignatureChecks => Interlocked.Read(ref _signatureChecks);

    /// <summary>Why the token is no good, as far as it can be told without a key; null when nothing speaks against it.</summary>
    /// <param name="token">A token that names this issuer.</param>
    /// <param name="set">The one set of the catalog that it is meant for; null: all.</param>
    public string? FaultOf(SignedToken token, out string? set)
    {
        set = null;
        var claims = token.Claims;
        var now = clock.GetUtcNow();
        if (issuer.Algorithms is { } taken && !taken.Contains(token.Header.Algorithm.Name, StringComparer.Ordinal))
            return TokenFaults.ForbiddenAlgorithm;
        if (claims.IsOfOtherKind)
            return TokenFaults.WrongKind;
        if (claims.IsSenderConstrained)
            return TokenFaults.SenderConstrained;
        if (now - claims.ExpiresAt >= Skew)
            return TokenFaults.Expired;
        if (claims.NotBefore - now > Skew || claims.IssuedAt - now > Skew)
            return TokenFaults.NotYetValid;
        return _audience.Admits(claims, out set) ? null : TokenFaults.WrongAudience;
    }

    /// <summary>Why the token's signature is no good; null when one of the issuer's keys made it.</summary>
    /// <exception cref="IssuerUnavailableException">There are no keys to judge by.</exception>
    public async ValueTask<string?> SignatureFaultOf(SignedToken token, CancellationToken cancellationToken)
    {
        var id = token.Header.KeyId;
        if (id is { Length: > LongestKeyId })
            return TokenFaults.UnknownKey;
        var known = await keys.GetAsync(cancellationToken);
        var fault = FaultBy(known, token);
        // A key that is known by its name is not asked for again, whatever it says of the signature.
        if (fault is null || (id is not null && known.Names(id)) || await keys.RenewAsync(known, cancellationToken) is not { } newer)
            return fault;
        return FaultBy(newer, token);
    }

    /// <summary>Whose the token is, once its signature is proven.</summary>
    public Principal PrincipalOf(TokenClaims claims, string? set) => new($"{issuer.Issuer}#{claims.Holder}", ScopesOf(claims))
    {
        Tools = issuer.Tools,
        Resources = issuer.Resources,
        Prompts = issuer.Prompts,
        Set = set,
        // Whoever looks at it later shall not refuse what is taken here.
        ExpiresAt = claims.ExpiresAt < DateTimeOffset.MaxValue - Skew ? claims.ExpiresAt + Skew : claims.ExpiresAt,
        RequestsPerMinute = issuer.RequestsPerMinute,
        TokenId = claims.TokenId,
    };

    private string? FaultBy(KeySet set, SignedToken token)
    {
        var candidates = set.Candidates(token.Header.KeyId, token.Header.Algorithm);
        foreach (var key in candidates)
        {
            Interlocked.Increment(ref _signatureChecks);
            if (token.IsSignedBy(key))
                return null;
        }

        return candidates.Count == 0 ? TokenFaults.UnknownKey : TokenFaults.BadSignature;
    }

    private string[] ScopesOf(TokenClaims claims) => issuer.Scopes is not { } map
        ? [.. claims.Scopes.Distinct(StringComparer.Ordinal)]
        : [.. claims.Scopes.SelectMany(scope => map.GetValueOrDefault(scope, [])).Distinct(StringComparer.Ordinal)];
}
