using System.Text;
using LambdaMcp.Auth.Jwt.Keys;
using LambdaMcp.Auth.Tokens;

namespace LambdaMcp.Auth.Jwt.Reading;

/// <summary>A JWT in the compact form of RFC 7515, taken apart and not yet believed.</summary>
internal sealed class SignedToken
{
    private readonly string _signed;
    private readonly byte[] _signature;

    private SignedToken(TokenHeader header, TokenClaims claims, string signed, byte[] signature) =>
        (Header, Claims, _signed, _signature) = (header, claims, signed, signature);

    public TokenHeader Header { get; }

    public TokenClaims Claims { get; }

    /// <summary>
    /// Whether a token has the form, down to a JSON object at its start: one of another kind may hold dots too. Encrypted tokens have it as well,
    /// and are refused.
    /// </summary>
    public static bool HasForm(string token) =>
        // '{' is 'e' and the first two bits of the next character; JSON goes on there with '"', white space or '}'.
        token.Length > 2 && token[0] == 'e' && token[1] is >= 'w' and <= 'z' or >= '0' and <= '9' or '-' or '_' && token.AsSpan().Count('.') >= 2;

    /// <summary>Takes a token apart.</summary>
    /// <returns>The fault, or null.</returns>
    public static string? TryRead(string text, out SignedToken? token)
    {
        token = null;
        var first = text.IndexOf('.', StringComparison.Ordinal);
        var second = text.IndexOf('.', first + 1);
        if (text.Length > BearerToken.MaxLength || first <= 0 || second <= first + 1 || text.IndexOf('.', second + 1) >= 0)
            return TokenFaults.Malformed;
        if (Base64Url.Decode(text.AsSpan(0, first)) is not { } headerBytes)
            return TokenFaults.Malformed;
        using var header = StrictJson.ParseObject(headerBytes);
        if (header is null)
            return TokenFaults.Malformed;
        if (TokenHeader.TryRead(header.RootElement, out var read) is { } fault)
            return fault;

        if (second + 1 == text.Length || Base64Url.Decode(text.AsSpan(second + 1)) is not { } signature
            || Base64Url.Decode(text.AsSpan(first + 1, second - first - 1)) is not { } claimBytes)
        {
            return TokenFaults.Malformed;
        }

        using var json = StrictJson.ParseObject(claimBytes);
        if (json is null || TokenClaims.TryRead(json.RootElement) is not { } claims)
            return TokenFaults.Malformed;
        token = new(read!, claims, text[..second], signature);
        return null;
    }

    /// <summary>Whether the key signed the token. Only for a key that fits the algorithm.</summary>
    public bool IsSignedBy(VerificationKey key)
    {
        Span<byte> content = stackalloc byte[_signed.Length];
        Encoding.ASCII.GetBytes(_signed, content);
        return key.Verifies(content, _signature, Header.Algorithm);
    }
}
