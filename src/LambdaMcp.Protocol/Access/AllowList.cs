using System.Text.Json;

namespace LambdaMcp.Protocol.Access;

/// <summary>
/// Names or URIs that a caller may use, by patterns in which <c>*</c> stands for any characters, none among them. Letters count as they are
/// written. A look takes at most the text's length times that of a pattern's longest piece, however many asterisks there are.
/// </summary>
public sealed class AllowList
{
    private readonly Pattern[] _patterns;

    private AllowList(string[] patterns)
    {
        Patterns = patterns;
        _patterns = [.. patterns.Select(static pattern => new Pattern(pattern))];
        Key = KeyOf(patterns);
    }

    /// <summary>A list that allows nothing.</summary>
    public static AllowList Nothing { get; } = new([]);

    /// <summary>The patterns, each once, in ordinal order.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Equal for lists of the same patterns, and for no others.</summary>
    public string Key { get; }

    /// <summary>Whether it allows nothing at all.</summary>
    public bool IsEmpty => _patterns.Length == 0;

    /// <summary>The list of these patterns; null, which stands for everything, when there is none or one of them is but asterisks.</summary>
    public static AllowList? From(IEnumerable<string>? patterns)
    {
        if (patterns is null)
            return null;
        var sorted = patterns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return sorted.Length == 0 ? Nothing
            : Array.Exists(sorted, static pattern => pattern.Length > 0 && !pattern.AsSpan().ContainsAnyExcept('*')) ? null
            : new(sorted);
    }

    /// <summary>Whether a pattern fits the name.</summary>
    public bool Allows(string name)
    {
        foreach (var pattern in _patterns)
        {
            if (pattern.Fits(name))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether a pattern fits the URI. An asterisk stands for no URI that climbs (<c>..</c> as a segment, also percent-encoded): whoever
    /// resolves it would end outside of what the pattern says.
    /// </summary>
    public bool AllowsUri(string uri)
    {
        bool? climbs = null;
        foreach (var pattern in _patterns)
        {
            if (pattern.Fits(uri) && (pattern.IsLiteral || !(climbs ??= Climbs(uri))))
                return true;
        }

        return false;
    }

    private static bool Climbs(string uri)
    {
        var text = uri.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(uri) : uri;
        foreach (var segment in text.AsSpan().SplitAny("/\\?#&=:;"))
        {
            if (text.AsSpan(segment) is "." or "..")
                return true;
        }

        return false;
    }

    private static string KeyOf(string[] patterns)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            foreach (var pattern in patterns)
                writer.WriteStringValue(pattern);
            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }

    // What stands between the asterisks. The leftmost place of each piece leaves most room for the next, so no choice is ever taken back.
    private readonly struct Pattern
    {
        private readonly string _first;
        private readonly string[] _middle;
        private readonly string _last;

        public Pattern(string text)
        {
            var pieces = text.Split('*');
            IsLiteral = pieces.Length == 1;
            _first = pieces[0];
            _last = pieces[^1];
            _middle = IsLiteral ? [] : [.. pieces[1..^1].Where(static piece => piece.Length > 0)];
        }

        public bool IsLiteral { get; }

        public bool Fits(ReadOnlySpan<char> text)
        {
            if (IsLiteral)
                return text.SequenceEqual(_first);
            if (text.Length < _first.Length + _last.Length || !text.StartsWith(_first) || !text.EndsWith(_last))
                return false;
            var rest = text[_first.Length..^_last.Length];
            foreach (var piece in _middle)
            {
                var at = rest.IndexOf(piece);
                if (at < 0)
                    return false;
                rest = rest[(at + piece.Length)..];
            }

            return true;
        }
    }
}
