using System.Globalization;

namespace LambdaMcp.Cli.Output;

/// <summary>Text of models and tools without what could steer a terminal or turn a line's reading direction.</summary>
internal static class SafeText
{
    /// <summary>Text whose lines stay.</summary>
    public static string Lines(string text) => Filter(text, static character => character is '\n' or '\t');

    /// <summary>Text in one line, cut where it is too long.</summary>
    public static string Line(string text, int longest)
    {
        var line = Filter(text.ReplaceLineEndings(" "), static _ => false);
        return line.Length <= longest ? line : line[..longest] + "…";
    }

    private static string Filter(string text, Func<char, bool> isKept) => text.All(character => IsPlain(character) || isKept(character))
        ? text
        : string.Concat(text.Where(character => character != '\r').Select(character => IsPlain(character) || isKept(character) ? character : '?'));

    // The joiners hold emoji and some scripts' letters together, and steer nothing.
    private static bool IsPlain(char character) => character is '\u200c' or '\u200d' || char.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
