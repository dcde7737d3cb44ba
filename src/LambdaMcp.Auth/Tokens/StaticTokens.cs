namespace LambdaMcp.Auth.Tokens;

/// <summary>The tokens of a secret, held as hashes.</summary>
public sealed class StaticTokens
{
    private readonly IReadOnlyList<StaticToken> _entries;
    private readonly TimeProvider _clock;

    private StaticTokens(IReadOnlyList<StaticToken> entries, TimeProvider clock) => (_entries, _clock) = (entries, clock);

    /// <summary>How many tokens there are.</summary>
    public int Count => _entries.Count;

    /// <summary>
    /// Reads a secret: one plain token (principal <c>default</c>, scopes <c>mcp</c> and <c>lambda-mcp/manage</c>), or
    /// <c>{"tokens":[{"name":"alice","token":"…" or "sha256":"hex" or "salt":"hex","hash":"hex","scopes":["mcp"]}]}</c>, where scopes default to
    /// <c>mcp</c> and <c>tools</c>, <c>resources</c>, <c>prompts</c>, <c>expiresAt</c> and <c>requestsPerMinute</c> narrow what the token is good for.
    /// </summary>
    /// <param name="secret">The secret's text.</param>
    /// <param name="clock">Tells which tokens have expired; null for the system's.</param>
    /// <exception cref="MalformedTokenSecretException">The text is neither; the message names the fault, never a value.</exception>
    public static StaticTokens Parse(string secret, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return new(TokenSecretReader.Read(secret), clock ?? TimeProvider.System);
    }

    /// <summary>Whose token this is, or null when it is nobody's or has expired.</summary>
    public Principal? Find(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Judge(token).Principal;
    }

    internal TokenFinding Judge(string token) => Find(token, _entries) switch
    {
        null => TokenFinding.Refused("unknown"),
        { ExpiresAt: { } end } when end <= _clock.GetUtcNow() => TokenFinding.Refused("expired"),
        var principal => new(principal),
    };

    // Every entry is compared, in constant time, and a match ends nothing early: how long it takes tells nothing.
    internal static Principal? Find(string token, IEnumerable<StaticToken> entries)
    {
        Principal? found = null;
        foreach (var entry in entries)
        {
            var equal = entry.Hash.Matches(token);
            found = equal ? entry.Principal : found;
        }
        return found;
    }
}
