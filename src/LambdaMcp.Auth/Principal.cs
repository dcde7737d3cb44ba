namespace LambdaMcp.Auth;

/// <summary>Who makes a request, once its token is verified.</summary>
/// <param name="Name">The caller's name as the token's issuer gave it; owns sessions and stands in audit logs.</param>
/// <param name="Scopes">What the token allows (RFC 6749, section 3.3).</param>
public sealed record Principal(string Name, IReadOnlyList<string> Scopes)
{
    /// <summary>The scope that the MCP endpoint asks for.</summary>
    public const string McpScope = "mcp";

    /// <summary>The scope that the management tools ask for.</summary>
    public const string ManageScope = "lambda-mcp/manage";

    /// <summary>The scopes as one string, separated by spaces.</summary>
    public string ScopeText => string.Join(' ', Scopes);

    /// <summary>Whether the token allows <paramref name="scope"/>. Scopes are case-sensitive.</summary>
    public bool HasScope(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);
}
