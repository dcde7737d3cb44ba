using System.Buffers.Text;
using System.Text;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary>
/// Where a page of a list ended: the last id, as base64url. It needs no seal: whoever makes one up gets the registrations whose ids come
/// after it, which he may read anyway.
/// </summary>
internal static class PageCursor
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string After(string id) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(id));

    /// <summary>The id, or null when the text is no cursor.</summary>
    public static string? Read(string cursor)
    {
        try
        {
            return Strict.GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
