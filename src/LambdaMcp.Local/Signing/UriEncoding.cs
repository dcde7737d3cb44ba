using System.Text;

namespace LambdaMcp.Local.Signing;

/// <summary>Percent-encoding as Signature Version 4 wants it: everything but RFC 3986's unreserved characters, in capitals.</summary>
internal static class UriEncoding
{
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var result = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
        {
            var character = (char)value;
            if (char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '~')
                result.Append(character);
            else
                result.Append('%').Append(Convert.ToHexString([value]));
        }

        return result.ToString();
    }

    public static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    /// <summary>The bytes that a percent-encoded text stands for; a percent sign without two digits stands for itself.</summary>
    public static byte[] Decode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            var encoded = bytes[index] == '%' && index + 2 < bytes.Length
                && char.IsAsciiHexDigit((char)bytes[index + 1]) && char.IsAsciiHexDigit((char)bytes[index + 2]);
            bytes[length++] = encoded
                ? Convert.FromHexString(Encoding.ASCII.GetString(bytes, index + 1, 2))[0]
                : bytes[index];
            index += encoded ? 2 : 0;
        }

        return bytes[..length];
    }
}
