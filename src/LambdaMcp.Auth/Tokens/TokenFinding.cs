namespace LambdaMcp.Auth.Tokens;

/// <summary>Whose token it is, or why it is no good.</summary>
/// <param name="Principal">The caller; null when the token is refused.</param>
/// <param name="Fault">
/// Why it is refused, in a word for audit logs such as <c>expired</c> or <c>unknown</c>: the client is not told. Null when it is not.
/// </param>
public readonly record struct TokenFinding(Principal? Principal, string? Fault = null)
{
    /// <summary>The token is refused.</summary>
    /// <param name="fault">Why, without anything of the token.</param>
    public static TokenFinding Refused(string fault) => new(null, fault);
}
