using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Lets a change through only if it was made to the version that is stored (RFC 9110, section 13.1.1, and the body's <c>version</c>).</summary>
internal static class VersionCondition
{
    /// <summary>The version as an entity tag.</summary>
    public static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The status of the refusal, or null when the change may be made.</summary>
    public static int? Refuse(HttpRequest request, long? bodyVersion, long storedVersion)
    {
        var tags = request.Headers.IfMatch.ToString();
        if (tags.Length > 0 && !tags.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || tag == TagOf(storedVersion)))
            return StatusCodes.Status412PreconditionFailed;
        return bodyVersion is { } version && version != storedVersion ? StatusCodes.Status409Conflict : null;
    }
}
