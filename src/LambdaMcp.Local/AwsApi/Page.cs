using System.Globalization;

namespace LambdaMcp.Local.AwsApi;

/// <summary>Pages of lists; a token is the index of the next entry.</summary>
internal static class Page
{
    /// <summary>The entries of a page, and the token of the next one if there is more.</summary>
    /// <exception cref="AwsRejectedException">The token is none of this service's.</exception>
    public static (IReadOnlyList<T> Entries, string? Next) Of<T>(IReadOnlyList<T> all, string? token, int size, string invalidToken)
    {
        var start = 0;
        if (!string.IsNullOrEmpty(token) && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out start))
            throw new AwsRejectedException(StatusCodes.Status400BadRequest, invalidToken, "The specified nextToken is invalid.");
        var end = Math.Min(all.Count, start + size);
        return ([.. all.Skip(start).Take(size)], end < all.Count ? end.ToString(CultureInfo.InvariantCulture) : null);
    }
}
