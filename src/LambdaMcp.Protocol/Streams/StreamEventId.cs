using System.Buffers;
using System.Globalization;

namespace LambdaMcp.Protocol.Streams;

/// <summary>The <c>id</c> of a server-sent event: its stream and its place there, unique in a session.</summary>
internal readonly record struct StreamEventId(string Stream, long Sequence)
{
    private const int LongestStream = 32;
    private static readonly SearchValues<char> StreamCharacters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz");

    /// <summary>Reads what <see cref="ToString"/> wrote, and nothing else.</summary>
    public static bool TryParse(string text, out StreamEventId id)
    {
        id = default;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot is < 1 or > LongestStream || text.AsSpan(0, dot).ContainsAnyExcept(StreamCharacters) ||
            !long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        id = new(text[..dot], sequence);
        return id.ToString() == text;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stream}.{Sequence}");
}
