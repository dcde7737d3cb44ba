namespace LambdaMcp.Auth.Metadata;

/// <summary>Reads the setting <c>MCP_AUTHORIZATION_SERVERS</c>.</summary>
public static class AuthorizationServers
{
    /// <summary>The name of the environment variable.</summary>
    public const string Variable = "MCP_AUTHORIZATION_SERVERS";

    /// <summary>Reads issuer URLs that are separated by commas or spaces.</summary>
    /// <param name="setting">The setting; null or empty for none.</param>
    /// <exception cref="FormatException">
    /// An entry is not an https URL (http is taken for loopback hosts), or has a query or fragment (RFC 8414, section 2).
    /// </exception>
    public static IReadOnlyList<Uri> Parse(string? setting)
    {
        var servers = new List<Uri>();
        foreach (var entry in (setting ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(entry, UriKind.Absolute, out var url) || !IsIssuer(url))
                throw new FormatException($"{Variable}: '{entry}' is not an https URL without query and fragment.");
            servers.Add(url);
        }
        return servers;
    }

    private static bool IsIssuer(Uri url) =>
        (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            && url.Query.Length == 0 && url.Fragment.Length == 0;
}
