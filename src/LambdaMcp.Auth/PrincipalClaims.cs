using System.Security.Claims;

namespace LambdaMcp.Auth;

/// <summary>The one shape in which <c>HttpContext.User</c> carries a <see cref="Principal"/>, whoever verified the token.</summary>
public static class PrincipalClaims
{
    /// <summary>The type of the claims that hold one scope each.</summary>
    public const string ScopeType = "scope";

    /// <summary>
    /// An authenticated user with the principal's name, one claim for each scope, and for the rest the entries of
    /// <see cref="AuthorizerContext"/> as claims.
    /// </summary>
    public static ClaimsPrincipal ToClaimsPrincipal(this Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var claims = new List<Claim>(principal.Scopes.Count + 1) { new(ClaimTypes.Name, principal.Name) };
        foreach (var scope in principal.Scopes)
            claims.Add(new Claim(ScopeType, scope));
        foreach (var (name, value) in AuthorizerContext.EntriesOf(principal))
        {
            if (name != AuthorizerContext.ScopesKey)
                claims.Add(new Claim(name, value));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, "Bearer", ClaimTypes.Name, ScopeType));
    }

    /// <summary>The caller's name, or null when the request is anonymous.</summary>
    public static string? GetPrincipalName(this ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Identity is { IsAuthenticated: true, Name: { } name } ? name : null;
    }

    /// <summary>The scopes of the caller's token; none when the request is anonymous.</summary>
    public static IReadOnlyList<string> GetScopes(this ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return [.. user.FindAll(ScopeType).Select(claim => claim.Value)];
    }

    /// <summary>Whether the caller's token allows <paramref name="scope"/>.</summary>
    public static bool HasScope(this ClaimsPrincipal user, string scope)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.HasClaim(ScopeType, scope);
    }
}
