using System.Text.RegularExpressions;

namespace LambdaMcp.Local.Monitoring;

/// <summary>CloudWatch Logs' filter patterns for text: all of the plain terms, none of those with <c>-</c>, and one of those with <c>?</c>.</summary>
internal sealed partial class FilterPattern(IReadOnlyList<(char Sign, string Text)> terms)
{
    public static FilterPattern Parse(string pattern) => new([.. Term().Matches(pattern).Select(static match => (
        match.Groups["sign"].Value is [var sign] ? sign : '+',
        match.Groups["quoted"] is { Success: true, Value: var quoted } ? quoted.Replace("\\\"", "\"", StringComparison.Ordinal) : match.Groups["word"].Value))]);

    public bool Matches(string line)
    {
        bool Has((char Sign, string Text) term) => line.Contains(term.Text, StringComparison.Ordinal);
        var alternatives = terms.Where(static term => term.Sign == '?').ToList();
        return terms.Where(static term => term.Sign == '+').All(Has) && !terms.Where(static term => term.Sign == '-').Any(Has)
            && (alternatives.Count == 0 || alternatives.Exists(Has));
    }

    [GeneratedRegex("""(?<sign>[-?])?(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<word>[^\s"]+))""")]
    private static partial Regex Term();
}
