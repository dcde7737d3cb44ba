using System.Buffers;

namespace LambdaMcp.Auth.Metadata;

/// <summary>The place of a set: one segment below the MCP endpoint.</summary>
internal static class SetPath
{
    private const int LongestName = 64;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    /// <summary>The set that a path or URL names, if it is the endpoint's followed by what can be the name of a set; else null.</summary>
    public static string? SetBelow(string text, string endpoint)
    {
        if (text.Length <= endpoint.Length + 1 || !text.StartsWith(endpoint, StringComparison.Ordinal) || text[endpoint.Length] != '/')
            return null;
        var name = text.AsSpan(endpoint.Length + 1);
        return name.Length <= LongestName && !name.ContainsAnyExcept(NameCharacters) && name is not ("." or "..") ? name.ToString() : null;
    }
}
