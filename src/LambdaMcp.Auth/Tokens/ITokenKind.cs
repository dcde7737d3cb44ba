namespace LambdaMcp.Auth.Tokens;

/// <summary>One kind of bearer tokens, and who holds the good ones of it.</summary>
public interface ITokenKind
{
    /// <summary>Whether a token has this kind's form, and so is this kind's to judge alone.</summary>
    /// <param name="token">A well-formed bearer token (RFC 6750, section 2.1).</param>
    bool Recognizes(string token);

    /// <summary>Whose token it is.</summary>
    /// <param name="token">A token of this kind's form.</param>
    /// <param name="cancellationToken">Ends the wait for what the judgement needs.</param>
    /// <exception cref="Exception">What is needed to judge cannot be had. The token may be good, so nobody is told that it is not.</exception>
    ValueTask<TokenFinding> FindAsync(string token, CancellationToken cancellationToken);
}
