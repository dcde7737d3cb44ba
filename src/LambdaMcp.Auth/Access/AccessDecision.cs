namespace LambdaMcp.Auth.Access;

/// <summary>The judgement on one request.</summary>
/// <param name="Outcome">Whether the request may enter, or why not.</param>
/// <param name="Principal">The caller when the token is known, else null.</param>
/// <param name="Fault">Why the token is invalid, in a word for audit logs; null where it is not.</param>
public readonly record struct AccessDecision(AccessOutcome Outcome, Principal? Principal = null, string? Fault = null)
{
    /// <summary>A known caller enters when the token carries <paramref name="requiredScope"/>.</summary>
    public static AccessDecision For(Principal principal, string requiredScope)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return new(principal.HasScope(requiredScope) ? AccessOutcome.Granted : AccessOutcome.InsufficientScope, principal);
    }
}
