using System.Security.Cryptography;
using System.Text;

namespace LambdaMcp.Auth.Tokens;

/// <summary>The tokens of a secret, held as SHA-256 hashes.</summary>
public sealed class StaticTokens
{
    private readonly IReadOnlyList<StaticToken> _entries;

    private StaticTokens(IReadOnlyList<StaticToken> entries) => _entries = entries;

    /// <summary>How many tokens there are.</summary>
    public int Count => _entries.Count;

    /// <summary>
    /// Reads a secret: one plain token (principal <c>default</c>, scopes <c>mcp</c> and <c>lambda-mcp/manage</c>), or
    /// <c>{"tokens":[{"name":"alice","token":"…" or "sha256":"hex","scopes":["mcp"]}]}</c>, where scopes default to <c>mcp</c>.
    /// </summary>
    /// <exception cref="MalformedTokenSecretException">The text is neither; the message names the fault, never a value.</exception>
    public static StaticTokens Parse(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return new(TokenSecretReader.Read(secret));
    }

    /// <summary>Whose token this is, or null when it is nobody's.</summary>
    public Principal? Find(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Find(Hash(token), _entries);
    }

    // Every entry is compared, in constant time, and a match ends nothing early: how long it takes tells nothing.
    internal static Principal? Find(ReadOnlySpan<byte> hash, IEnumerable<StaticToken> entries)
    {
        Principal? found = null;
        foreach (var entry in entries)
        {
            var equal = CryptographicOperations.FixedTimeEquals(hash, entry.Hash);
            found = equal ? entry.Principal : found;
        }
        return found;
    }

    internal static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
