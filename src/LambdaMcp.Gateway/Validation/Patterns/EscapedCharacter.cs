using System.Globalization;

namespace LambdaMcp.Gateway.Validation.Patterns;

/// <summary>Escapes that stand for one character.</summary>
internal static class EscapedCharacter
{
    /// <summary>Reads the escape at a backslash and moves behind it.</summary>
    public static int Read(string source, ref int position)
    {
        if (position + 1 >= source.Length)
            throw new PatternException("ends in a single backslash");
        var c = source[position + 1];
        position += 2;
        switch (c)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'v':
                return '\v';
            case 'f':
                return '\f';
            case 'r':
                return '\r';
            case '0':
                return 0;
            case 'c' when position < source.Length && char.IsAsciiLetter(source[position]):
                return source[position++] % 32;
            case 'x':
                return Hex(source, ref position, 2);
            case 'u':
                return Unicode(source, ref position);
            case 'A' or 'Z' or 'z':
                throw new PatternException($"has \\{c}, which ECMA-262 does not know; write {(c == 'A' ? "^" : "$")}");
            default:
                if (char.IsAsciiLetterOrDigit(c))
                    throw new PatternException($"has \\{c}, which ECMA-262 does not know");
                return c;
        }
    }

    private static int Unicode(string source, ref int position)
    {
        if (position < source.Length && source[position] == '{')
        {
            var end = source.IndexOf('}', position);
            if (end > position + 1 && end - position <= 9
                && int.TryParse(source.AsSpan(position + 1, end - position - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                && value is >= 0 and <= 0x10FFFF)
            {
                position = end + 1;
                return value;
            }

            throw new PatternException("has a \\u{…} that is no code point");
        }

        var high = Hex(source, ref position, 4);
        if (!char.IsHighSurrogate((char)high) || string.CompareOrdinal(source, position, "\\u", 0, 2) != 0)
            return high;
        var next = position + 2;
        if (next < source.Length && source[next] != '{' && Hex(source, ref next, 4) is var low && char.IsLowSurrogate((char)low))
        {
            position = next;
            return char.ConvertToUtf32((char)high, (char)low);
        }

        return high;
    }

    private static int Hex(string source, ref int position, int digits)
    {
        if (position + digits > source.Length
            || !int.TryParse(source.AsSpan(position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            throw new PatternException($"has a \\{(digits == 2 ? 'x' : 'u')} without {digits} hexadecimal digits");
        }

        position += digits;
        return value;
    }
}
