using System.Globalization;
using System.Text;

namespace LambdaMcp.Gateway.Validation.Patterns;

/// <summary>What ECMA-262's character escapes contain, as the inside of a .NET character class.</summary>
internal static class CharacterSets
{
    public const string NoLineEnd = @"[^\n\r\u2028\u2029]";

    public const string SurrogatePair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    /// <summary>What a class ends in to hold no half of a surrogate pair.</summary>
    public const string WithoutSurrogates = @"-[\uD800-\uDFFF]]";

    public const string AnyCodePointInLine = $@"(?:{SurrogatePair}|[^\n\r\u2028\u2029{WithoutSurrogates})";

    /// <summary>Matches nothing, and needs no look-around.</summary>
    public const string Nothing = @"[^\u0000-\uFFFF]";

    public static string? ForEscape(char escape) => escape switch
    {
        'd' => "0-9",
        'D' => @"\u0000-/:-\uFFFF",
        'w' => "A-Za-z0-9_",
        'W' => @"\u0000-/:-@\[-\^`{-\uFFFF",
        's' => @"\t-\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF",
        'S' => @"\u0000-\u0008\u000E-\u001F!-\u009F\u00A1-\u167F\u1681-\u1FFF"
            + @"\u200B-\u2027\u202A-\u202E\u2030-\u205E\u2060-\u2FFF\u3001-\uFEFE\uFF00-\uFFFF",
        _ => null,
    };

    /// <summary>Writes one character so that it means itself, inside a class or outside.</summary>
    public static void AppendLiteral(StringBuilder result, int codePoint)
    {
        if (codePoint <= 0xFFFF)
        {
            AppendUnit(result, codePoint);
            return;
        }

        var pair = char.ConvertFromUtf32(codePoint);
        result.Append("(?:");
        AppendUnit(result, pair[0]);
        AppendUnit(result, pair[1]);
        result.Append(')');
    }

    public static void AppendUnit(StringBuilder result, int unit) =>
        result.Append(CultureInfo.InvariantCulture, $"\\u{unit:X4}");
}
