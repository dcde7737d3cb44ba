using LambdaMcp.Auth.Tokens.Stored;

namespace LambdaMcp.Cli.Tokens;

/// <summary>One item of the table.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Token">The token; null when the item cannot be understood, and so is refused everywhere.</param>
/// <param name="Fault">Then why.</param>
internal sealed record TokenEntry(string Id, StoredToken? Token, string? Fault = null)
{
    /// <summary>What has become of it, in a word.</summary>
    public string StatusAt(DateTimeOffset now) =>
        Token is null ? "unreadable" : Token.FaultAt(now) ?? (Token.ReplacedBy is null ? "active" : "replaced");

    public bool IsGoodAt(DateTimeOffset now) => Token is not null && Token.FaultAt(now) is null;
}
