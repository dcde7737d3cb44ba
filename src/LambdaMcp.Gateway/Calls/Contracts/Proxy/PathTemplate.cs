using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LambdaMcp.Gateway.Calls.Contracts.Proxy;

/// <summary>
/// A path as API Gateway writes resources: <c>{name}</c> stands for one segment, <c>{name+}</c>, at the end, for several. What arguments
/// give stays where it is put: no value can lead to another path.
/// </summary>
internal sealed class PathTemplate
{
    // RFC 3986, section 3.3: what a segment may have as it is.
    private static readonly SearchValues<char> SegmentCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@");

    private readonly Segment[] _segments;

    private PathTemplate(string text, Segment[] segments) => (Text, _segments) = (text, segments);

    /// <summary>The template as it is written.</summary>
    public string Text { get; }

    public IEnumerable<string> Arguments => _segments.Where(segment => segment.IsArgument).Select(segment => segment.Text);

    /// <summary>Reads a template; null, and what is wrong with it.</summary>
    public static PathTemplate? Read(string text, out string? fault)
    {
        fault = null;
        if (!text.StartsWith('/'))
        {
            fault = "must begin with /";
            return null;
        }

        var parts = text.Length == 1 ? [] : text[1..].Split('/');
        var segments = new Segment[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            segments[i] = ReadSegment(parts[i]);
            fault ??= FindFault(segments[i], parts[i], isLast: i == parts.Length - 1);
        }

        if (segments.Where(segment => segment.IsArgument).GroupBy(segment => segment.Text).FirstOrDefault(group => group.Count() > 1) is { } twice)
            fault ??= $"has the argument {twice.Key} twice";
        return fault is null ? new(text, segments) : null;
    }

    /// <summary>The path that the arguments give, percent-encoded, and the values in it, as they are.</summary>
    /// <exception cref="CallFailedException">An argument is missing, or is no segment of a path.</exception>
    public (string Path, Dictionary<string, string> Values) Fill(string tool, JsonElement arguments)
    {
        var path = new StringBuilder();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var segment in _segments)
        {
            path.Append('/');
            if (!segment.IsArgument)
            {
                path.Append(segment.Text);
                continue;
            }

            var value = ValueTemplate.Value(arguments, segment.Text) is { } given ? ValueTemplate.Text(given) : throw Missing(tool, segment.Text);
            var pieces = segment.IsGreedy ? value.Split('/') : [value];
            if (Array.Exists(pieces, piece => !IsSafe(piece)))
                throw Unsafe(tool, segment);
            values[segment.Text] = value;
            path.AppendJoin('/', pieces.Select(Uri.EscapeDataString));
        }

        return (path.Length == 0 ? "/" : path.ToString(), values);
    }

    // A value that is a step to another path, or that a server would take for several segments once it decoded it.
    private static bool IsSafe(string piece) =>
        piece is not ("" or "." or "..") && !piece.AsSpan().ContainsAny('/', '\\') && !piece.Any(char.IsControl) &&
        // What a server that decodes twice would make of it must be no other.
        (!piece.Contains('%', StringComparison.Ordinal) || (Uri.UnescapeDataString(piece) is var decoded && (decoded == piece || IsSafe(decoded))));

    private static Segment ReadSegment(string part)
    {
        if (part is not ['{', .. var name, '}'])
            return new(part, IsArgument: false, IsGreedy: false);
        return name.EndsWith('+') ? new(name[..^1], IsArgument: true, IsGreedy: true) : new(name, IsArgument: true, IsGreedy: false);
    }

    private static string? FindFault(Segment segment, string part, bool isLast)
    {
        if (segment.IsGreedy && !isLast)
            return $"has {part}, which may stand at the end alone";
        if (segment.IsArgument)
            return ValueTemplate.IsName(segment.Text) ? null : $"has {part}, which names no argument";
        if (part is "." or ".." || (part.Length == 0 && !isLast))
            return "must not have the segments . and .. nor empty ones";
        return part.AsSpan().ContainsAnyExcept(SegmentCharacters)
            ? $"has the segment {part}; arguments, as {{name}}, take a whole segment, and other characters than letters, digits and -._~!$&'()*+,;=:@ cannot stand there"
            : null;
    }

    private static CallFailedException Missing(string tool, string argument) => new(
        "invalid_arguments", $"{tool} needs the argument {argument}: it is part of the address that is called.");

    private static CallFailedException Unsafe(string tool, Segment segment) => new(
        "invalid_arguments",
        $"The argument {segment.Text} of {tool} is part of the address that is called, so it must not be empty, . or .., nor have {(segment.IsGreedy ? "backslashes, empty segments" : "slashes, backslashes")} or control characters.");

    private readonly record struct Segment(string Text, bool IsArgument, bool IsGreedy);
}
