using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Lets a change through only if it was made to the version that is stored (RFC 9110, section 13.1, and the body's <c>version</c>).</summary>
internal static class VersionCondition
{
    private const int DigestDigits = 16;

    /// <summary>
    /// The version as an entity tag. It has a digest of the content too: a registration that was deleted and made again begins with
    /// version 1 again.
    /// </summary>
    public static string TagOf(Registration registration) => string.Create(
        CultureInfo.InvariantCulture, $"\"{registration.Version}-{Digest(RegistrationContent.Write(registration).Span)}\"");

    /// <summary>An entity tag of the content alone.</summary>
    public static string TagOf(ReadOnlySpan<byte> content) => $"\"{Digest(content)}\"";

    /// <summary>Whether the reader has what is stored already (<c>If-None-Match</c>).</summary>
    public static bool IsKnown(HttpRequest request, string tag) => Names(request.Headers.IfNoneMatch, tag, weakly: true);

    /// <summary>Whether <c>If-Match</c> names what is not stored.</summary>
    public static bool IsAnother(HttpRequest request, string tag) =>
        !StringValues.IsNullOrEmpty(request.Headers.IfMatch) && !Names(request.Headers.IfMatch, tag, weakly: false);

    /// <summary>The status of the refusal, or null when the change may be made.</summary>
    public static int? Refuse(HttpRequest request, long? bodyVersion, Registration stored)
    {
        var tag = TagOf(stored);
        if (IsAnother(request, tag) || IsKnown(request, tag))
            return StatusCodes.Status412PreconditionFailed;
        return bodyVersion is { } version && version != stored.Version ? StatusCodes.Status409Conflict : null;
    }

    private static bool Names(StringValues header, string tag, bool weakly) =>
        header.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Any(named => named == "*" || named == tag || (weakly && named == $"W/{tag}"));

    private static string Digest(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content))[..DigestDigits];
}
