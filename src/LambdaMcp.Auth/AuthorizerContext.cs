namespace LambdaMcp.Auth;

/// <summary>What the authorizer tells the endpoint about the caller, through API Gateway's request context.</summary>
public static class AuthorizerContext
{
    /// <summary>The entry with the principal's name; API Gateway writes it from the authorizer's answer.</summary>
    public const string PrincipalIdKey = "principalId";

    /// <summary>The entry with the scopes, separated by spaces.</summary>
    public const string ScopesKey = "scopes";

    /// <summary>The caller, or null when the context names none.</summary>
    /// <param name="context">The request context's <c>authorizer</c> entries; null for a route without authorizer.</param>
    public static Principal? ReadPrincipal(IReadOnlyDictionary<string, string>? context)
    {
        if (context is null || !context.TryGetValue(PrincipalIdKey, out var name) || string.IsNullOrEmpty(name))
            return null;
        var scopes = context.TryGetValue(ScopesKey, out var text) && text is not null
            ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : [];
        return new Principal(name, scopes);
    }
}
