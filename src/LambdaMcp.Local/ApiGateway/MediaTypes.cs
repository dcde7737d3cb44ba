namespace LambdaMcp.Local.ApiGateway;

/// <summary>Compares media types the way an API's binary media types are meant.</summary>
internal static class MediaTypes
{
    /// <param name="patterns">Such as <c>image/png</c>, <c>image/*</c>, <c>*/*</c>.</param>
    /// <param name="header">A Content-Type, or an Accept of which only the first type counts; null counts as JSON.</param>
    public static bool IsAny(IReadOnlyList<string> patterns, string? header)
    {
        var type = (string.IsNullOrEmpty(header) ? "application/json" : header).Split(',', ';')[0].Trim();
        return patterns.Any(pattern => Wildcard.IsMatch(pattern, type, ignoreCase: true));
    }
}
