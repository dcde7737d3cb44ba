using LambdaMcp.Auth.Access;
using Microsoft.Extensions.Primitives;

namespace LambdaMcp.Auth.Tokens;

/// <summary>Judges a request by its Authorization header.</summary>
/// <param name="kinds">The kinds of tokens; the first that recognizes a token judges it. None is asked without a well-formed token.</param>
public sealed class TokenVerifier(params IReadOnlyList<ITokenKind> kinds)
{
    /// <summary>Judges by the tokens of a secret alone.</summary>
    public TokenVerifier(Func<CancellationToken, ValueTask<StaticTokens>> tokens)
        : this(new SecretTokens(tokens))
    {
    }

    /// <summary>Judges by tokens that never change.</summary>
    public TokenVerifier(StaticTokens tokens)
        : this(_ => ValueTask.FromResult(tokens))
    {
    }

    /// <summary>Who the caller is, and whether the token carries <paramref name="requiredScope"/>.</summary>
    /// <param name="authorization">Every value of the request's Authorization header.</param>
    /// <param name="requiredScope">The scope that the request needs.</param>
    /// <param name="cancellationToken">Ends the wait for the tokens in force.</param>
    public async ValueTask<AccessDecision> VerifyAsync(
        StringValues authorization, string requiredScope = Principal.McpScope, CancellationToken cancellationToken = default)
    {
        switch (BearerToken.Read(authorization, out var token))
        {
            case BearerTokenState.Absent:
                return new(AccessOutcome.MissingToken);
            case BearerTokenState.Malformed:
                return new(AccessOutcome.InvalidToken, Fault: "malformed");
        }

        foreach (var kind in kinds)
        {
            if (!kind.Recognizes(token))
                continue;
            var (principal, fault) = await kind.FindAsync(token, cancellationToken);
            return principal is null ? new(AccessOutcome.InvalidToken, Fault: fault) : AccessDecision.For(principal, requiredScope);
        }

        return new(AccessOutcome.InvalidToken, Fault: "unknown");
    }
}
