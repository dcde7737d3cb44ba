using System.Collections.Frozen;

namespace LambdaMcp.Gateway.Validation.Patterns;

/// <summary>Unicode properties in patterns, <c>\p{…}</c>: general categories, by both of their names, and what they add up to.</summary>
internal static class UnicodeProperty
{
    private const string Cased = @"\p{Lu}\p{Ll}\p{Lt}";

    private static readonly FrozenDictionary<string, string> Sets = new Dictionary<string, string>
    {
        ["Any"] = @"\u0000-\uFFFF",
        ["ASCII"] = @"\u0000-\u007F",
        ["Alphabetic"] = @"\p{L}\p{Nl}\p{M}",
        ["Alpha"] = @"\p{L}\p{Nl}\p{M}",
        ["Uppercase"] = @"\p{Lu}",
        ["Upper"] = @"\p{Lu}",
        ["Lowercase"] = @"\p{Ll}",
        ["Lower"] = @"\p{Ll}",
        ["White_Space"] = @"\p{Z}\t-\r\u0085",
        ["LC"] = Cased,
        ["Cased_Letter"] = Cased,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Categories = new Dictionary<string, string>
    {
        ["Letter"] = "L",
        ["Uppercase_Letter"] = "Lu",
        ["Lowercase_Letter"] = "Ll",
        ["Titlecase_Letter"] = "Lt",
        ["Modifier_Letter"] = "Lm",
        ["Other_Letter"] = "Lo",
        ["Mark"] = "M",
        ["Combining_Mark"] = "M",
        ["Nonspacing_Mark"] = "Mn",
        ["Spacing_Mark"] = "Mc",
        ["Enclosing_Mark"] = "Me",
        ["Number"] = "N",
        ["Decimal_Number"] = "Nd",
        ["digit"] = "Nd",
        ["Letter_Number"] = "Nl",
        ["Other_Number"] = "No",
        ["Punctuation"] = "P",
        ["punct"] = "P",
        ["Connector_Punctuation"] = "Pc",
        ["Dash_Punctuation"] = "Pd",
        ["Open_Punctuation"] = "Ps",
        ["Close_Punctuation"] = "Pe",
        ["Initial_Punctuation"] = "Pi",
        ["Final_Punctuation"] = "Pf",
        ["Other_Punctuation"] = "Po",
        ["Symbol"] = "S",
        ["Math_Symbol"] = "Sm",
        ["Currency_Symbol"] = "Sc",
        ["Modifier_Symbol"] = "Sk",
        ["Other_Symbol"] = "So",
        ["Separator"] = "Z",
        ["Space_Separator"] = "Zs",
        ["Line_Separator"] = "Zl",
        ["Paragraph_Separator"] = "Zp",
        ["Other"] = "C",
        ["Control"] = "Cc",
        ["cntrl"] = "Cc",
        ["Format"] = "Cf",
        ["Surrogate"] = "Cs",
        ["Private_Use"] = "Co",
        ["Unassigned"] = "Cn",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> ShortNames = Categories.Values.ToFrozenSet();

    /// <summary>Reads <c>\p{…}</c> or <c>\P{…}</c> and moves behind it.</summary>
    /// <returns>The property as the inside of a .NET character class.</returns>
    public static string Read(string source, ref int position)
    {
        var end = source.IndexOf('}', position);
        if (end < 0 || source[position + 2] != '{')
            throw new PatternException("has a \\p without a property in braces, such as \\p{L}");
        var name = source[(position + 3)..end];
        position = end + 1;
        foreach (var prefix in (ReadOnlySpan<string>)["General_Category=", "gc="])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                name = name[prefix.Length..];
        }

        if (Sets.TryGetValue(name, out var set))
            return set;
        var category = Categories.GetValueOrDefault(name, name);
        return ShortNames.Contains(category)
            ? $@"\p{{{category}}}"
            : throw new PatternException($"has the Unicode property \"{name}\", which is not supported; write its characters as ranges");
    }
}
