namespace LambdaMcp.Gateway.Validation.Values;

/// <summary>Finds what a misspelt word was probably meant to be.</summary>
internal static class NearestName
{
    private const int LongestWord = 64;

    /// <summary>The candidate within two edits (one for short words), or different in case or punctuation alone; else null.</summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = word.Length < 5 ? 2 : 3;
        foreach (var candidate in candidates)
        {
            if (word.Length > LongestWord || candidate.Length > LongestWord || candidate == word)
                continue;
            var distance = Simplify(word) == Simplify(candidate) ? 0 : Distance(word, candidate);
            if (distance < bestDistance && distance < Math.Max(candidate.Length, 2))
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    private static string Simplify(string word) =>
        string.Concat(word.Where(char.IsLetterOrDigit)).ToUpperInvariant() is { Length: > 0 } plain ? plain : word;

    // Edits with neighbouring letters exchanged counted as one (optimal string alignment).
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                var least = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    least = Math.Min(least, table[i - 2, j - 2] + 1);
                table[i, j] = least;
            }
        }

        return table[a.Length, b.Length];
    }
}
