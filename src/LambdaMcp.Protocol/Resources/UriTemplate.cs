namespace LambdaMcp.Protocol.Resources;

/// <summary>
/// A URI template with the expressions <c>{name}</c> and <c>{+name}</c> (RFC 6570, sections 3.2.2 and 3.2.3), read backwards: it finds the
/// variables in a URI. A <c>{name}</c> stands for one segment of a path, a <c>{+name}</c> for any text; neither for nothing.
/// </summary>
public sealed class UriTemplate
{
    /// <summary>The longest URI and template, in characters.</summary>
    public const int LongestUri = 2048;

    private readonly Part[] _parts;

    private UriTemplate(Part[] parts) => _parts = parts;

    /// <summary>The variables' names, in order.</summary>
    public IEnumerable<string> Variables => _parts.Where(part => part.IsVariable).Select(part => part.Text);

    /// <summary>Its parts, in order: text as it is written, or variables.</summary>
    public IReadOnlyList<Part> Parts => _parts;

    /// <summary>How many characters are not a variable's: of two templates that match, the one with more says more.</summary>
    public int LiteralLength => _parts.Where(part => !part.IsVariable).Sum(part => part.Text.Length);

    /// <summary>Reads a template; null, and what is wrong with it, when it has other expressions or cannot be read backwards.</summary>
    /// <param name="text">The template.</param>
    /// <param name="fault">What is wrong with it, for a sentence that begins with where it stands; null for nothing.</param>
    public static UriTemplate? Read(string text, out string? fault)
    {
        var parts = new List<Part>();
        fault = null;
        for (var at = 0; at < text.Length && fault is null;)
        {
            var open = text.IndexOf('{', at);
            var literal = text[at..(open < 0 ? text.Length : open)];
            if (literal.Contains('}', StringComparison.Ordinal))
                fault = "has a } without a {";
            if (literal.Length > 0)
                parts.Add(new(literal, IsVariable: false, TakesAll: false));
            if (open < 0)
                break;
            var close = text.IndexOf('}', open);
            if (close < 0)
                fault = "has a { without a }";
            else
                fault ??= Add(parts, text[(open + 1)..close]);
            at = close + 1;
        }

        if (fault is null && !parts.Exists(part => part.IsVariable))
            fault = "has no variable; register a resource instead";
        return fault is null ? new([.. parts]) : null;
    }

    /// <summary>The variables' values, percent-decoded; null when the URI does not match.</summary>
    public IReadOnlyDictionary<string, string>? Match(string uri)
    {
        if (uri.Length > LongestUri)
            return null;
        var ends = new int[_parts.Length];
        return Match(uri, 0, 0, ends, []) ? Values(uri, ends) : null;
    }

    private static string? Add(List<Part> parts, string expression)
    {
        var takesAll = expression.StartsWith('+');
        var name = takesAll ? expression[1..] : expression;
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
            return $"has the expression {{{expression}}}; only {{name}} and {{+name}} are known, with letters, digits, underscores and dots";
        if (parts.Exists(part => part.IsVariable && part.Text == name))
            return $"has the variable {name} twice";
        if (parts.Count > 0 && parts[^1].IsVariable)
            return $"has nothing between {{{parts[^1].Text}}} and {{{name}}}, so their values could not be told apart";
        parts.Add(new(name, IsVariable: true, takesAll));
        return null;
    }

    // The longest value first, as regular expressions do it. What failed once is remembered, so the work stays bounded.
    private bool Match(string uri, int part, int start, int[] ends, HashSet<(int, int)> failed)
    {
        if (part == _parts.Length)
            return start == uri.Length;
        if (failed.Contains((part, start)))
            return false;
        var current = _parts[part];
        if (!current.IsVariable)
        {
            ends[part] = start + current.Text.Length;
            if (string.CompareOrdinal(uri, start, current.Text, 0, current.Text.Length) == 0 && Match(uri, part + 1, ends[part], ends, failed))
                return true;
        }
        else
        {
            var stop = current.TakesAll ? -1 : uri.AsSpan(start).IndexOfAny(SegmentEnds);
            for (var end = stop < 0 ? uri.Length : start + stop; end > start; end--)
            {
                ends[part] = end;
                if (Match(uri, part + 1, end, ends, failed))
                    return true;
            }
        }

        failed.Add((part, start));
        return false;
    }

    private Dictionary<string, string> Values(string uri, int[] ends)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var part = 0; part < _parts.Length; part++)
        {
            if (_parts[part].IsVariable)
                values[_parts[part].Text] = Uri.UnescapeDataString(uri[(part == 0 ? 0 : ends[part - 1])..ends[part]]);
        }

        return values;
    }

    /// <summary>What a <c>{name}</c> does not stand for.</summary>
    public const string SegmentEnds = "/?#";

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    /// <summary>A part of a template.</summary>
    /// <param name="Text">The text, or the variable's name.</param>
    /// <param name="IsVariable">Whether it is a variable.</param>
    /// <param name="TakesAll">Whether it is a <c>{+name}</c>.</param>
    public readonly record struct Part(string Text, bool IsVariable, bool TakesAll);
}
