using System.Buffers;

namespace LambdaMcp.Telemetry.Tracing;

/// <summary>A W3C <c>tracestate</c>: what tracing systems say to each other. Only one that is well formed goes on to functions.</summary>
public static class TraceState
{
    private const int Longest = 512;
    private const int MostMembers = 32;

    private static readonly SearchValues<char> OfKeys = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-*/@");

    /// <summary>Whether it is one: up to 32 members <c>key=value</c>, in 512 characters.</summary>
    public static bool IsValid(string? text)
    {
        if (text is null or { Length: 0 or > Longest })
            return false;
        var members = 0;
        foreach (var range in text.AsSpan().Split(','))
        {
            var member = text.AsSpan(range).Trim(" \t");
            if (++members > MostMembers || (!member.IsEmpty && !IsMember(member)))
                return false;
        }

        return true;
    }

    private static bool IsMember(ReadOnlySpan<char> member)
    {
        var equals = member.IndexOf('=');
        return equals is > 0 and <= 256 && member.Length - equals - 1 is > 0 and <= 256 &&
            !member[..equals].ContainsAnyExcept(OfKeys) &&
            !member[(equals + 1)..].ContainsAnyExceptInRange(' ', '~') && !member[(equals + 1)..].Contains('=');
    }
}
