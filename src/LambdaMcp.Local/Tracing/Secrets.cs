using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace LambdaMcp.Local.Tracing;

/// <summary>
/// What must be shown nowhere: values that are known to be secret, and what looks like one. Values are found in plain text and as JSON,
/// URIs and base64 write them.
/// </summary>
internal sealed partial class Secrets
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Mask = "•••";

    // Anything shorter stands in every other word.
    private const int Shortest = 6;

    // Of those that come with requests, so that a flood of tokens costs no more.
    private const int MostLearned = 500;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _fixed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _learned = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private Known? _known;

    /// <summary>Adds one that is known from the start, and never forgotten.</summary>
    public void AddFixed(string? secret)
    {
        if (secret is { Length: >= Shortest })
        {
            lock (_gate)
            {
                if (_fixed.Add(secret))
                    _known = null;
            }
        }
    }

    /// <summary>Adds one that a request brought: the oldest of these is forgotten for it.</summary>
    public void Add(string? secret)
    {
        if (secret is not { Length: >= Shortest })
            return;
        lock (_gate)
        {
            if (!_learned.Add(secret))
                return;
            _order.Enqueue(secret);
            if (_order.Count > MostLearned)
                _learned.Remove(_order.Dequeue());
            _known = null;
        }
    }

    /// <summary>Adds the credential of a header <c>Authorization</c>.</summary>
    public void AddCredential(string? authorization)
    {
        if (authorization?.Split(' ', 2, StringSplitOptions.TrimEntries) is not [.., var credential])
            return;
        Add(credential);
    }

    /// <summary>The text without them.</summary>
    public string Conceal(string text)
    {
        if (text.Length < Shortest)
            return text;
        var known = Current();
        if (text.AsSpan().IndexOfAny(known.Search) >= 0)
        {
            foreach (var form in known.Forms)
                text = text.Replace(form, Mask, StringComparison.Ordinal);
        }
        return Lookalike().Replace(text, static match => match.Groups["before"].Value + Mask + match.Groups["after"].Value);
    }

    private Known Current()
    {
        lock (_gate)
            return _known ??= new([.. _fixed.Union(_learned).SelectMany(Forms).Distinct().OrderByDescending(static form => form.Length)]);
    }

    private static string[] Forms(string secret) =>
    [
        secret, JavaScriptEncoder.Default.Encode(secret), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret), Uri.EscapeDataString(secret),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
    ];

    // Bearer credentials, JSON web tokens, and members of JSON whose names say that their text is secret; also of JSON in a text of JSON.
    [GeneratedRegex(
        """
        (?<before>\bBearer\s+)[A-Za-z0-9._~+/=-]{6,}
        |\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*
        |(?<before>(?<!\\)"(?:[a-z_-]{0,40}(?:password|passwd|secret|api[_-]?key|private[_-]?key|(?:access|refresh|auth)[_-]?token)|authorization|token)"\s*:\s*")(?:[^"\\]|\\.)+(?<after>")
        |(?<before>\\"(?:[a-z_-]{0,40}(?:password|passwd|secret|api[_-]?key|private[_-]?key|(?:access|refresh|auth)[_-]?token)|authorization|token)\\"\s*:\s*\\")(?:[^"\\]|\\\\\\"|\\(?!"))+(?<after>\\")
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Lookalike();

    private sealed class Known(string[] forms)
    {
        public string[] Forms => forms;

        public SearchValues<string> Search { get; } = SearchValues.Create(forms, StringComparison.Ordinal);
    }
}
