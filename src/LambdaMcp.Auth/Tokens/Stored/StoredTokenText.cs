using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace LambdaMcp.Auth.Tokens.Stored;

/// <summary>
/// The text of a stored token, <c>lmcp_ID_SECRET</c>: the id (16 characters a-z and 2-7) is public and finds the token's item, the secret is 32 random
/// bytes in base64url. The prefix lets scanners of source code find tokens that should not be there.
/// </summary>
public static class StoredTokenText
{
    /// <summary>What every such token begins with.</summary>
    public const string Prefix = "lmcp_";

    private const int IdLength = 16;
    private const int SecretBytes = 32;
    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private static readonly int Length = Prefix.Length + IdLength + 1 + Base64Url.GetEncodedLength(SecretBytes);
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create(IdAlphabet);

    /// <summary>A new token and its id.</summary>
    public static (string Id, string Token) Create()
    {
        var id = RandomNumberGenerator.GetString(IdAlphabet, IdLength);
        return (id, $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}");
    }

    /// <summary>Whether the text has the form of an id.</summary>
    public static bool IsId(ReadOnlySpan<char> text) => text.Length == IdLength && !text.ContainsAnyExcept(IdCharacters);

    /// <summary>The id in a token.</summary>
    /// <returns>False when the text does not have a token's form.</returns>
    public static bool TryReadId(string token, out string id)
    {
        ArgumentNullException.ThrowIfNull(token);
        id = "";
        if (token.Length != Length || !token.StartsWith(Prefix, StringComparison.Ordinal) || token[Prefix.Length + IdLength] != '_')
            return false;
        var found = token.AsSpan(Prefix.Length, IdLength);
        if (!IsId(found))
            return false;
        id = found.ToString();
        return true;
    }
}
