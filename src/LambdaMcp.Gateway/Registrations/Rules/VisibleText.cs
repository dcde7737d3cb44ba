using System.Globalization;
using System.Text;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>
/// Tells text that shows all that it says. Characters that people do not see and models read (controls, bidirectional overrides,
/// zero-width and tag characters) can carry orders past the person who approves a tool.
/// </summary>
internal static class VisibleText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int Ascii = 0x7F;

    /// <summary>What is hidden in a text, such as <c>U+202E at 7</c>; null when nothing is.</summary>
    public static string? FindHidden(string text)
    {
        // Most text is plain.
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return null;
        var position = 0;
        var before = 0;
        var remaining = text.AsSpan();
        while (!remaining.IsEmpty)
        {
            Rune.DecodeFromUtf16(remaining, out var rune, out var length);
            remaining = remaining[length..];
            if (IsHidden(rune.Value) && !JoinsLetters(rune.Value, before, remaining))
                return string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4} at {position}");
            before = rune.Value;
            position += length;
        }

        return null;
    }

    private static bool IsHidden(int character) => character switch
    {
        '\n' or '\r' or '\t' => false,
        // Fillers, which count as letters, and what Unicode has set aside for characters that are not shown, the selectors of variants too.
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2065 or 0x3164 or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF) => true,
        _ => CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse,
    };

    // Persian and Indic words, and emoji, need a joiner or its opposite between two characters.
    private static bool JoinsLetters(int character, int before, ReadOnlySpan<char> after) =>
        character is ZeroWidthJoiner or ZeroWidthNonJoiner && IsJoinable(before) &&
        Rune.DecodeFromUtf16(after, out var next, out _) == System.Buffers.OperationStatus.Done && IsJoinable(next.Value);

    private static bool IsJoinable(int character) => character > Ascii && !IsHidden(character) && !Rune.IsWhiteSpace(new(character));
}
