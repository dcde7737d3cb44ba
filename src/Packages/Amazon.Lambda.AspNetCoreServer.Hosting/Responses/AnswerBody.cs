using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Responses;

/// <summary>Whether a body can go into JSON as it is, or has to be base64.</summary>
internal static class AnswerBody
{
    /// <summary>Text is what is said to be text, is not compressed, and is UTF-8.</summary>
    public static bool IsText(IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        IsPlain(headers.ContentEncoding) && IsTextual(headers.ContentType.ToString().AsSpan()) && Utf8.IsValid(body);

    private static bool IsPlain(StringValues contentEncoding) =>
        StringValues.IsNullOrEmpty(contentEncoding) || contentEncoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase);

    private static bool IsTextual(ReadOnlySpan<char> contentType)
    {
        int parameters = contentType.IndexOf(';');
        ReadOnlySpan<char> type = (parameters < 0 ? contentType : contentType[..parameters]).Trim();
        return type.IsEmpty
            || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("xml", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("javascript", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
    }
}
