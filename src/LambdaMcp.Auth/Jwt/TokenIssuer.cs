namespace LambdaMcp.Auth.Jwt;

/// <summary>An authorization server whose access tokens are taken, and what they are good for here.</summary>
/// <param name="Issuer">The issuer's identifier (RFC 8414, section 2), which tokens and the issuer's metadata repeat to the letter.</param>
public sealed record TokenIssuer(string Issuer)
{
    /// <summary>Values of <c>aud</c> that stand for this server, besides the URL of the MCP endpoint.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>Clients whose tokens need no <c>aud</c>, as those of Amazon Cognito have none but <c>client_id</c>.</summary>
    public IReadOnlyList<string> ClientIds { get; init; } = [];

    /// <summary>The signature algorithms that are taken (RFC 7518, section 3.1); null: all that are known here.</summary>
    public IReadOnlyList<string>? Algorithms { get; init; }

    /// <summary>What the issuer's scopes mean here; one that is not named means nothing. Null: they mean what they say.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Scopes { get; init; }

    /// <summary>See <see cref="Principal.Tools"/>.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>See <see cref="Principal.Resources"/>.</summary>
    public IReadOnlyList<string>? Resources { get; init; }

    /// <summary>See <see cref="Principal.Prompts"/>.</summary>
    public IReadOnlyList<string>? Prompts { get; init; }

    /// <summary>See <see cref="Principal.RequestsPerMinute"/>.</summary>
    public int? RequestsPerMinute { get; init; }
}
