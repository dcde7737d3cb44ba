namespace LambdaMcp.Auth.Tokens;

/// <summary>The tokens of a secret. They may have any form, so this kind is asked last.</summary>
/// <param name="tokens">The tokens in force.</param>
public sealed class SecretTokens(Func<CancellationToken, ValueTask<StaticTokens>> tokens) : ITokenKind
{
    /// <inheritdoc/>
    public bool Recognizes(string token) => true;

    /// <inheritdoc/>
    public async ValueTask<TokenFinding> FindAsync(string token, CancellationToken cancellationToken) =>
        (await tokens(cancellationToken)).Judge(token);
}
