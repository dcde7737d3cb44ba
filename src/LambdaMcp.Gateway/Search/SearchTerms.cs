using System.Text;

namespace LambdaMcp.Gateway.Search;

/// <summary>
/// Cuts text into the terms that are searched for: words in lower case, also those that names such as <c>getCustomerById</c> and
/// <c>orders_v2</c> are made of, without the ending of a plural. Scripts without spaces give a term for each character.
/// </summary>
internal static class SearchTerms
{
    private const int LongestTerm = 40;
    private const int ShortestPlural = 4;

    /// <summary>Calls <paramref name="take"/> with each term, until it says that it has enough.</summary>
    public static void Read(ReadOnlySpan<char> text, Func<string, bool> take)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && i > start && !Ends(text, i))
                continue;
            if (i > start && char.IsLetterOrDigit(text[start]) && !take(Normal(text[start..i])))
                return;
            start = i;
        }
    }

    private static bool Ends(ReadOnlySpan<char> text, int i)
    {
        var (before, here) = (text[i - 1], text[i]);
        if (!char.IsLetterOrDigit(here) || !char.IsLetterOrDigit(before) || IsWordOfItsOwn(here) || IsWordOfItsOwn(before))
            return true;
        if (char.IsUpper(here))
            return !char.IsUpper(before) || (i + 1 < text.Length && char.IsLower(text[i + 1]));
        return char.IsDigit(here) != char.IsDigit(before) && !(before is 'v' or 'V');
    }

    // Han, Hiragana, Katakana.
    private static bool IsWordOfItsOwn(char character) => character is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    private static string Normal(ReadOnlySpan<char> word)
    {
        var term = (word.Length <= LongestTerm ? word : word[..LongestTerm]).ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return term.Length >= ShortestPlural && term.EndsWith('s') && !term.EndsWith("ss", StringComparison.Ordinal) && !term.EndsWith("us", StringComparison.Ordinal)
            ? term.EndsWith("ies", StringComparison.Ordinal) ? term[..^3] + "y" : term[..^1]
            : term;
    }
}
