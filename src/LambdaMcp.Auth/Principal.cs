namespace LambdaMcp.Auth;

/// <summary>Who makes a request, once its token is verified, and what the token narrows.</summary>
/// <param name="Name">The caller's name as the token's issuer gave it; owns sessions and stands in audit logs.</param>
/// <param name="Scopes">What the token allows (RFC 6749, section 3.3).</param>
public sealed record Principal(string Name, IReadOnlyList<string> Scopes)
{
    /// <summary>The scope that the MCP endpoint asks for.</summary>
    public const string McpScope = "mcp";

    /// <summary>The scope that the management tools ask for.</summary>
    public const string ManageScope = "lambda-mcp/manage";

    /// <summary>Patterns of the tools' names that the token is good for (<c>*</c> stands for any characters); null: all that its scopes allow.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>Patterns of the resources' URIs that the token is good for; null: all that its scopes allow.</summary>
    public IReadOnlyList<string>? Resources { get; init; }

    /// <summary>Patterns of the prompts' names that the token is good for; null: all that its scopes allow.</summary>
    public IReadOnlyList<string>? Prompts { get; init; }

    /// <summary>The one set of the catalog (<c>/mcp/{set}</c>) that the token is good for; null: every path of the endpoint.</summary>
    public string? Set { get; init; }

    /// <summary>When the token is no good any more; null: never. An authorizer's kept answer can outlive it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many requests a minute the caller may send; null: as many as the endpoint allows everybody.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Which token of the caller's it is, for audit logs: an identifier that proves nothing, never the token; null: it has none.</summary>
    public string? TokenId { get; init; }

    /// <summary>The scopes as one string, separated by spaces.</summary>
    public string ScopeText => string.Join(' ', Scopes);

    /// <summary>Whether the token allows <paramref name="scope"/>. Scopes are case-sensitive.</summary>
    public bool HasScope(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);
}
