namespace LambdaMcp.Auth.Tokens.Stored;

/// <summary>What the table keeps of one token: whom it stands for, what it narrows, and a salted hash of it.</summary>
/// <param name="Id">Its id, which proves nothing.</param>
/// <param name="Principal">Whom it stands for; <see cref="Principal.TokenId"/> is the id.</param>
/// <param name="Hash">What is kept of the token.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record StoredToken(string Id, Principal Principal, TokenHash Hash, DateTimeOffset CreatedAt)
{
    /// <summary>When it was revoked; null: it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The id of the token that takes its place; null: none does.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>Makes a new token.</summary>
    /// <param name="principal">Whom it is to stand for, and what it is to narrow.</param>
    /// <param name="now">The time.</param>
    /// <returns>What is stored, and the token itself, which nobody can read from it.</returns>
    public static (StoredToken Stored, string Token) Issue(Principal principal, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var (id, token) = StoredTokenText.Create();
        return (new(id, principal with { TokenId = id }, TokenHash.Salted(token), now), token);
    }

    /// <summary>Why it is refused at that time, in a word; null when it is good.</summary>
    public string? FaultAt(DateTimeOffset now) =>
        RevokedAt is not null ? "revoked" : Principal.ExpiresAt <= now ? "expired" : null;
}
