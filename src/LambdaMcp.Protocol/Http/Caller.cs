using System.Globalization;
using LambdaMcp.Protocol.Access;
using LambdaMcp.Telemetry.Records;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>Who sent an HTTP request, as the authentication in front of the endpoint says.</summary>
internal static class Caller
{
    // The last second that there is a date for.
    private const long Latest = 253_402_300_799;

    public static string Of(HttpContext context) => context.User.Identity?.Name ?? "anonymous";

    /// <summary>What the caller's token allows: the claims <c>scope</c>, one for each.</summary>
    public static IReadOnlySet<string> ScopesOf(HttpContext context) =>
        context.User.Claims.Where(static claim => claim.Type == "scope").Select(static claim => claim.Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>By what ids the request is known elsewhere.</summary>
    public static RequestOrigin OriginOf(HttpContext context) => context.Features.Get<RequestOrigin>() ?? RequestOrigin.Unknown;

    /// <summary>What the caller's token is narrowed to, read once a request.</summary>
    /// <exception cref="RequestRejectedException">It cannot be read.</exception>
    public static Allowances AllowancesOf(HttpContext context)
    {
        if (context.Features.Get<Allowances>() is { } known)
            return known;
        var read = Allowances.Read(context.User) ?? throw new RequestRejectedException(RequestRejection.RightsUnreadable);
        context.Features.Set(read);
        return read;
    }

    /// <summary>
    /// When the caller's token ends: the claim <c>expiresAt</c>, in seconds since 1970; null without it. One that cannot be read is over already.
    /// </summary>
    public static DateTimeOffset? RightsEndOf(HttpContext context) => context.User.FindFirst("expiresAt")?.Value is not { } claim
        ? null
        : DateTimeOffset.FromUnixTimeSeconds(
            long.TryParse(claim, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, Latest) : 0);
}
