using System.Globalization;
using System.Text.Json;

namespace LambdaMcp.Auth;

/// <summary>
/// What the authorizer tells the endpoint about the caller, through API Gateway's request context, which carries text alone. The names
/// are the claims' of <see cref="PrincipalClaims"/> too.
/// </summary>
public static class AuthorizerContext
{
    /// <summary>The entry with the principal's name; API Gateway writes it from the authorizer's answer.</summary>
    public const string PrincipalIdKey = "principalId";

    /// <summary>The entry with the scopes, separated by spaces.</summary>
    public const string ScopesKey = "scopes";

    /// <summary>The entry with <see cref="Principal.Tools"/>, a JSON array; not there for null.</summary>
    public const string ToolsKey = "tools";

    /// <summary>The entry with <see cref="Principal.Resources"/>, a JSON array; not there for null.</summary>
    public const string ResourcesKey = "resources";

    /// <summary>The entry with <see cref="Principal.Prompts"/>, a JSON array; not there for null.</summary>
    public const string PromptsKey = "prompts";

    /// <summary>The entry with <see cref="Principal.Set"/>.</summary>
    public const string SetKey = "set";

    /// <summary>The entry with <see cref="Principal.ExpiresAt"/>, in seconds since 1970.</summary>
    public const string ExpiresAtKey = "expiresAt";

    /// <summary>The entry with <see cref="Principal.RequestsPerMinute"/>.</summary>
    public const string RequestsPerMinuteKey = "requestsPerMinute";

    /// <summary>The entry with <see cref="Principal.TokenId"/>.</summary>
    public const string TokenIdKey = "tokenId";

    /// <summary>The caller, or null when the context names none, or cannot be understood: what is unclear must not widen anything.</summary>
    /// <param name="context">The request context's <c>authorizer</c> entries; null for a route without authorizer.</param>
    public static Principal? ReadPrincipal(IReadOnlyDictionary<string, string>? context)
    {
        if (context is null || !context.TryGetValue(PrincipalIdKey, out var name) || string.IsNullOrEmpty(name))
            return null;
        try
        {
            return new Principal(name, (TextOf(context, ScopesKey) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                Tools = ListOf(context, ToolsKey),
                Resources = ListOf(context, ResourcesKey),
                Prompts = ListOf(context, PromptsKey),
                Set = TextOf(context, SetKey),
                ExpiresAt = TextOf(context, ExpiresAtKey) is { } seconds
                    ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, NumberStyles.None, CultureInfo.InvariantCulture))
                    : null,
                RequestsPerMinute = TextOf(context, RequestsPerMinuteKey) is { } rate
                    ? int.Parse(rate, NumberStyles.None, CultureInfo.InvariantCulture)
                    : null,
                TokenId = TextOf(context, TokenIdKey),
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentOutOfRangeException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The entries beside the principal's name, which API Gateway is told apart from them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> EntriesOf(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        yield return new(ScopesKey, principal.ScopeText);
        if (principal.Tools is { } tools)
            yield return new(ToolsKey, ListText(tools));
        if (principal.Resources is { } resources)
            yield return new(ResourcesKey, ListText(resources));
        if (principal.Prompts is { } prompts)
            yield return new(PromptsKey, ListText(prompts));
        if (principal.Set is { } set)
            yield return new(SetKey, set);
        if (principal.ExpiresAt is { } expiresAt)
            yield return new(ExpiresAtKey, expiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        if (principal.RequestsPerMinute is { } rate)
            yield return new(RequestsPerMinuteKey, rate.ToString(CultureInfo.InvariantCulture));
        if (principal.TokenId is { } tokenId)
            yield return new(TokenIdKey, tokenId);
    }

    private static string? TextOf(IReadOnlyDictionary<string, string> context, string key) => context.GetValueOrDefault(key);

    private static string[]? ListOf(IReadOnlyDictionary<string, string> context, string key) =>
        TextOf(context, key) is { } text
            ? JsonSerializer.Deserialize(text, PrincipalJsonContext.Default.StringArray) ?? throw new JsonException($"{key} is null.")
            : null;

    private static string ListText(IEnumerable<string> patterns) => JsonSerializer.Serialize([.. patterns], PrincipalJsonContext.Default.StringArray);
}
