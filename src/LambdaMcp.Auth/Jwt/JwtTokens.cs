using LambdaMcp.Auth.Jwt.Issuers;
using LambdaMcp.Auth.Jwt.Reading;
using LambdaMcp.Auth.Tokens;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Auth.Jwt;

/// <summary>
/// Access tokens that are JWTs of configured issuers (RFC 9068): this server as an OAuth 2.1 resource server. Nothing is fetched before
/// the first token of an issuer comes.
/// </summary>
public sealed class JwtTokens : ITokenKind
{
    private readonly TrustedIssuer[] _issuers;

    /// <summary>Judges by the issuers' published keys.</summary>
    /// <param name="issuers">The issuers whose tokens are taken.</param>
    /// <param name="resource">The URL of the MCP endpoint, for which tokens must be meant; null where each issuer's audiences or client ids say it.</param>
    /// <param name="clock">Tells which tokens have expired, and the age of keys.</param>
    /// <param name="logger">Hears when keys are fetched or cannot be, never of a token.</param>
    /// <param name="renewsBehindRequests">
    /// Whether known keys judge on while they are renewed. Not where the process is frozen between requests, and a fetch with it: there, the
    /// request that finds keys due waits for the new ones.
    /// </param>
    /// <exception cref="FormatException">Nothing says which tokens of an issuer are meant for this server.</exception>
    public JwtTokens(TokenIssuers issuers, Uri? resource, TimeProvider clock, ILogger logger, bool renewsBehindRequests = true)
        : this(issuers, resource, clock, logger, renewsBehindRequests, new())
    {
    }

    internal JwtTokens(TokenIssuers issuers, Uri? resource, TimeProvider clock, ILogger logger, bool renewsBehindRequests, IssuerDocuments documents)
    {
        ArgumentNullException.ThrowIfNull(issuers);
        _issuers =
        [
            .. issuers.For(resource).Entries.Select(
                issuer => new TrustedIssuer(issuer, resource, new(issuer.Issuer, documents, renewsBehindRequests, clock, logger), clock)),
        ];
    }

    internal long SignatureChecks => _issuers.Sum(issuer => issuer.SignatureChecks);

    /// <inheritdoc/>
    public bool Recognizes(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return SignedToken.HasForm(token);
    }

    /// <inheritdoc/>
    public async ValueTask<TokenFinding> FindAsync(string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (SignedToken.TryRead(token, out var read) is { } unreadable)
            return TokenFinding.Refused(unreadable);
        if (Find(read!.Claims.Issuer) is not { } issuer)
            return TokenFinding.Refused(TokenFaults.UnknownIssuer);
        if ((issuer.FaultOf(read, out var set) ?? await issuer.SignatureFaultOf(read, cancellationToken)) is { } fault)
            return TokenFinding.Refused(fault);
        return new(issuer.PrincipalOf(read.Claims, set));
    }

    private TrustedIssuer? Find(string name)
    {
        foreach (var issuer in _issuers)
        {
            if (issuer.Name == name)
                return issuer;
        }

        return null;
    }
}
