using System.Globalization;
using System.Text;

namespace LambdaMcp.Gateway.Validation.Patterns;

/// <summary>
/// Rewrites one character class. What lies beyond U+FFFF becomes alternatives of surrogate pairs, since a .NET class holds UTF-16 units.
/// </summary>
internal sealed class EcmaClassTranslator(string source, int start)
{
    private readonly StringBuilder _units = new();
    private readonly List<string> _pairs = [];
    private int _position = start;

    public void Translate(StringBuilder result, out int end)
    {
        var negated = _position < source.Length && source[_position] == '^';
        if (negated)
            _position++;
        while (true)
        {
            if (_position >= source.Length)
                throw new PatternException("has a [ without its ]");
            if (source[_position] == ']')
                break;
            Member();
        }

        end = _position + 1;
        if (negated)
            AppendNegated(result);
        else
            Append(result);
    }

    private void Append(StringBuilder result)
    {
        var units = _units.Length == 0 ? null : $"[{_units}]";
        if (_pairs.Count == 0)
            result.Append(units ?? CharacterSets.Nothing);
        else
            result.Append("(?:").AppendJoin('|', units is null ? _pairs : [.. _pairs, units]).Append(')');
    }

    private void AppendNegated(StringBuilder result)
    {
        var pairs = CharacterSets.SurrogatePair;
        if (_pairs.Count > 0)
            pairs = $"(?!{string.Join('|', _pairs)}){pairs}";
        result.Append("(?:").Append(pairs).Append("|[^").Append(_units).Append(@"\uD800-\uDFFF])");
    }

    private void Member()
    {
        if (Set())
            return;
        var low = Character();
        if (_position + 1 < source.Length && source[_position] == '-' && source[_position + 1] != ']')
        {
            var dash = _position++;
            if (!IsSet())
            {
                var high = Character();
                if (high < low)
                    throw new PatternException($"has a range out of order in a character class, at {dash}");
                Range(low, high);
                return;
            }

            Range('-', '-');
        }

        Range(low, low);
    }

    private bool IsSet() =>
        source[_position] == '\\' && _position + 1 < source.Length
        && (source[_position + 1] is 'p' or 'P' || CharacterSets.ForEscape(source[_position + 1]) is not null);

    private bool Set()
    {
        if (!IsSet())
            return false;
        var c = source[_position + 1];
        if (c is 'p' or 'P')
        {
            var categories = UnicodeProperty.Read(source, ref _position);
            if (c == 'P' && categories.Count(x => x == '\\') != 1)
                throw new PatternException("has a negated property of several categories in a character class; write the categories one by one");
            _units.Append(c == 'p' ? categories : categories.Replace(@"\p", @"\P", StringComparison.Ordinal));
        }
        else
        {
            _units.Append(CharacterSets.ForEscape(c));
            _position += 2;
        }

        return true;
    }

    private int Character()
    {
        var c = source[_position];
        if (c == '\\' && _position + 1 < source.Length && source[_position + 1] is 'b')
        {
            _position += 2;
            return '\b';
        }

        if (c == '\\')
            return EscapedCharacter.Read(source, ref _position);
        if (char.IsHighSurrogate(c) && _position + 1 < source.Length && char.IsLowSurrogate(source[_position + 1]))
        {
            _position += 2;
            return char.ConvertToUtf32(c, source[_position - 1]);
        }

        _position++;
        return c;
    }

    private void Range(int low, int high)
    {
        if (low <= 0xFFFF)
        {
            CharacterSets.AppendUnit(_units, low);
            if (high > low)
            {
                _units.Append('-');
                CharacterSets.AppendUnit(_units, Math.Min(high, 0xFFFF));
            }
        }

        for (var first = Math.Max(low, 0x10000); first <= high;)
        {
            // Code points that share a first surrogate are a range of second ones; whole blocks of them are put together.
            var lead = (first - 0x10000) >> 10;
            var last = Math.Min(high, 0x10000 + (lead << 10) + 0x3FF);
            var lastLead = lead;
            if ((first & 0x3FF) == 0 && ((high + 1 - 0x10000) >> 10) - 1 > lead)
            {
                lastLead = ((high + 1 - 0x10000) >> 10) - 1;
                last = 0x10000 + (lastLead << 10) + 0x3FF;
            }

            _pairs.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"[\\u{0xD800 + lead:X4}-\\u{0xD800 + lastLead:X4}][\\u{0xDC00 + (first & 0x3FF):X4}-\\u{0xDC00 + (last & 0x3FF):X4}]"));
            first = last + 1;
        }
    }
}
