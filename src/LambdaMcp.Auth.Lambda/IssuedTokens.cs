using LambdaMcp.Auth.Jwt;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Auth.Lambda;

/// <summary>The access tokens of the issuers that <c>MCP_TOKEN_ISSUERS</c> names, for the endpoint at <c>MCP_PUBLIC_URL</c>.</summary>
internal static class IssuedTokens
{
    private const string ResourceVariable = "MCP_PUBLIC_URL";

    /// <summary>The tokens, or null where no issuer is set.</summary>
    /// <exception cref="FormatException">The settings cannot be used.</exception>
    public static JwtTokens? FromEnvironment(TimeProvider clock, ILogger logger)
    {
        var issuers = TokenIssuers.Read(Environment.GetEnvironmentVariable(TokenIssuers.Variable));
        // Lambda freezes the process between requests.
        return issuers.Entries.Count == 0 ? null : new(issuers, Resource(), clock, logger, renewsBehindRequests: false);
    }

    private static Uri? Resource() => Environment.GetEnvironmentVariable(ResourceVariable)?.Trim() switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" => url,
        var text => throw new FormatException($"{ResourceVariable} is '{text}'; it must be an http or https URL."),
    };
}
