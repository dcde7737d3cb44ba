using System.Buffers;
using System.Globalization;
using System.Text;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>
/// Tells text that shows all that it says. Characters that people do not see and models read (controls, bidirectional overrides,
/// zero-width and tag characters, selectors of variants) can carry orders past the person who approves a tool.
/// </summary>
internal static class VisibleText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int TextStyle = 0xFE0E;
    private const int EmojiStyle = 0xFE0F;
    private const int Keycap = 0x20E3;
    private const int Nothing = 0;

    /// <summary>What is hidden in a text, such as <c>U+202E at 7</c>; null when nothing is.</summary>
    public static string? FindHidden(string text)
    {
        // Most text is plain.
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return null;
        var position = 0;
        var before = Nothing;
        var remaining = text.AsSpan();
        while (!remaining.IsEmpty)
        {
            // Half of a surrogate pair is read as U+FFFD, which is shown, and cannot be written as UTF-8.
            if (Rune.DecodeFromUtf16(remaining, out var rune, out var length) != OperationStatus.Done)
                return string.Create(CultureInfo.InvariantCulture, $"U+{(int)remaining[0]:X4} at {position}");
            remaining = remaining[length..];
            var next = Rune.DecodeFromUtf16(remaining, out var following, out _) == OperationStatus.Done ? following.Value : Nothing;
            if (IsHidden(rune.Value) && !HasItsPlace(rune.Value, before, next))
                return string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4} at {position}");
            before = rune.Value;
            position += length;
        }

        return null;
    }

    private static bool IsHidden(int character) => character switch
    {
        '\n' or '\t' => false,
        // Fillers and blanks, which count as letters and symbols, and what Unicode has set aside for characters that are not shown.
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2065 or 0x2800 or 0x3164 or 0xFFA0 or 0x16FE4 or 0x1D159 => true,
        (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF) or (>= 0xFDD0 and <= 0xFDEF) => true,
        _ => IsSelector(character) || (character & 0xFFFE) == 0xFFFE ||
            CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse,
    };

    // Each selects how the character before it is drawn; where that has no variants nothing is seen, and sixteen of them write half a byte.
    private static bool IsSelector(int character) => character is (>= 0xFE00 and <= 0xFE0F) or (>= 0x180B and <= 0x180D) or 0x180F;

    private static bool HasItsPlace(int character, int before, int next) => character switch
    {
        // Alone it lets what follows hide what stood there, on a terminal.
        '\r' => next == '\n',
        TextStyle => IsPictograph(before),
        EmojiStyle => IsPictograph(before) || (next == Keycap && before is '#' or '*' or (>= '0' and <= '9')),
        ZeroWidthJoiner => (IsJoined(before) && IsJoined(next)) || ((IsPictograph(before) || before == EmojiStyle) && IsPictograph(next)),
        ZeroWidthNonJoiner => IsJoined(before) && IsJoined(next),
        _ => false,
    };

    // Letters and signs of the scripts whose words need a joiner or its opposite: Arabic to N'Ko, those of India, Tibet, Burma and the Khmer, Mongolian.
    private static bool IsJoined(int character) =>
        character is (>= 0x0600 and <= 0x0FFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x18AF) or (>= 0xFB50 and <= 0xFEFC) && !IsHidden(character);

    private static bool IsPictograph(int character) =>
        character is 0xA9 or 0xAE or 0x203C or 0x2049 or (>= 0x2122 and <= 0x2BFF) or 0x3030 or 0x303D or 0x3297 or 0x3299 or (>= 0x1F000 and <= 0x1FAFF) && !IsHidden(character);
}
