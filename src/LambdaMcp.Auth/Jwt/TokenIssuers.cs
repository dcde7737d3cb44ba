using LambdaMcp.Auth.Jwt.Issuers;

namespace LambdaMcp.Auth.Jwt;

/// <summary>The authorization servers whose access tokens are taken: the setting <c>MCP_TOKEN_ISSUERS</c>.</summary>
public sealed class TokenIssuers
{
    /// <summary>The name of the environment variable.</summary>
    public const string Variable = "MCP_TOKEN_ISSUERS";

    private TokenIssuers(IReadOnlyList<TokenIssuer> entries) => Entries = entries;

    /// <summary>No issuer at all: JWTs mean nothing.</summary>
    public static TokenIssuers None { get; } = new([]);

    /// <summary>The issuers, in the order of the setting.</summary>
    public IReadOnlyList<TokenIssuer> Entries { get; }

    /// <summary>The issuers' URLs as they were written, for the metadata of the protected resource.</summary>
    public IReadOnlyList<Uri> Urls => [.. Entries.Select(entry => new Uri(entry.Issuer))];

    /// <summary>Reads issuer URLs separated by commas or spaces, or a JSON array of objects (the README names their members).</summary>
    /// <param name="setting">The setting; null or empty for none.</param>
    /// <exception cref="FormatException">It is neither; the message names the variable and the place of the fault.</exception>
    public static TokenIssuers Read(string? setting) =>
        string.IsNullOrWhiteSpace(setting) ? None : new(IssuerReader.Read(setting.Trim()));

    /// <summary>Makes sure that each issuer's tokens can show whom they are meant for.</summary>
    /// <param name="resource">The URL of the MCP endpoint; null when it is not known.</param>
    /// <exception cref="FormatException">There is no URL, and an issuer has neither audiences nor client ids.</exception>
    public TokenIssuers For(Uri? resource)
    {
        if (resource is null && Entries.FirstOrDefault(entry => entry.Audiences.Count == 0 && entry.ClientIds.Count == 0) is { } open)
        {
            throw new FormatException(
                $"{Variable}: nothing says which tokens of {open.Issuer} are meant for this server. Set MCP_PUBLIC_URL to the URL of the MCP endpoint, "
                    + "or give the issuer \"audiences\" (or \"clientIds\").");
        }

        return this;
    }
}
