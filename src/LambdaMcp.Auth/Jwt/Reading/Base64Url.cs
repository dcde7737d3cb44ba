using System.Buffers;
using Codec = System.Buffers.Text.Base64Url;

namespace LambdaMcp.Auth.Jwt.Reading;

/// <summary>Base64url as RFC 7515 wants it: no padding, no white space, and one spelling alone for the same bytes.</summary>
internal static class Base64Url
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    /// <summary>The bytes, or null when the text is not base64url.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(Characters) || !EndsClean(text))
            return null;
        return Codec.DecodeFromChars(text);
    }

    // The last character of an incomplete group has bits that stand for nothing.
    private static bool EndsClean(ReadOnlySpan<char> text) => (text.Length % 4) switch
    {
        1 => false,
        2 => (Alphabet.IndexOf(text[^1], StringComparison.Ordinal) & 0b1111) == 0,
        3 => (Alphabet.IndexOf(text[^1], StringComparison.Ordinal) & 0b11) == 0,
        _ => true,
    };
}
