namespace LambdaMcp.Cli.Output;

/// <summary>What somebody may have meant who mistyped a name.</summary>
internal static class Likeness
{
    private const int Most = 5;

    /// <summary>The known names that are like what was typed, as they come.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> known, string typed) => [.. known.Where(other => IsAlike(other, typed)).Take(Most)];

    private static bool IsAlike(string known, string name) =>
        known.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(known, StringComparison.OrdinalIgnoreCase) || Distance(known, name) <= Math.Max(2, name.Length / 4);

    // Levenshtein's: how many letters differ.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
