using System.Text;

namespace LambdaMcp.Gateway.Validation.Patterns;

/// <summary>
/// Rewrites an ECMA-262 pattern (with the <c>u</c> flag's view of code points) for .NET, whose dialect differs in what <c>\d</c>,
/// <c>\w</c>, <c>\s</c>, <c>.</c> and <c>$</c> mean, in character classes, and in working on UTF-16 units.
/// </summary>
internal sealed class EcmaPatternTranslator(string source)
{
    private readonly StringBuilder _result = new(source.Length + 16);
    private int _position;

    /// <exception cref="PatternException">The pattern uses what ECMA-262 does not have, or .NET cannot do.</exception>
    public string Translate()
    {
        while (_position < source.Length)
        {
            var c = source[_position];
            switch (c)
            {
                case '\\':
                    Escape();
                    break;
                case '[':
                    new EcmaClassTranslator(source, _position + 1).Translate(_result, out _position);
                    break;
                case '.':
                    _position++;
                    _result.Append(Repeats() ? CharacterSets.NoLineEnd : CharacterSets.AnyCodePointInLine);
                    break;
                case '$':
                    _position++;
                    _result.Append(@"\z");
                    break;
                case '(':
                    Group();
                    break;
                default:
                    Literal(c);
                    break;
            }
        }

        return _result.ToString();
    }

    private void Literal(char c)
    {
        // A pair is one character to a quantifier that follows.
        if (char.IsHighSurrogate(c) && _position + 1 < source.Length && char.IsLowSurrogate(source[_position + 1]))
        {
            _result.Append("(?:").Append(source, _position, 2).Append(')');
            _position += 2;
            return;
        }

        _result.Append(c);
        _position++;
    }

    private void Group()
    {
        _result.Append('(');
        _position++;
        if (_position >= source.Length || source[_position] != '?')
            return;
        foreach (var prefix in (ReadOnlySpan<string>)["?:", "?=", "?!", "?<=", "?<!"])
        {
            if (string.CompareOrdinal(source, _position, prefix, 0, prefix.Length) != 0)
                continue;
            _result.Append(prefix);
            _position += prefix.Length;
            return;
        }

        var name = _position + 2;
        if (name < source.Length && source[name - 1] == '<' && (char.IsLetter(source[name]) || source[name] is '_'))
        {
            _result.Append("?<");
            _position = name;
            return;
        }

        throw new PatternException($"has \"(?{(name <= source.Length ? source[name - 1] : ' ')}\", which ECMA-262 does not know");
    }

    private void Escape()
    {
        if (_position + 1 >= source.Length)
            throw new PatternException("ends in a single backslash");
        var c = source[_position + 1];
        if (CharacterSets.ForEscape(c) is { } set)
        {
            _position += 2;
            AppendSet($"[{set}]", char.IsAsciiLetterUpper(c));
        }
        else if (c is 'p' or 'P')
        {
            // .NET knows the categories of UTF-16 units: a letter beyond U+FFFF is a surrogate to it, and no letter.
            var categories = UnicodeProperty.Read(source, ref _position);
            AppendSet(c == 'p' ? $"[{categories}]" : $"[^{categories}]", c == 'P');
        }
        else if (c is 'b' or 'B' || char.IsAsciiDigit(c) && c != '0')
        {
            _result.Append('\\').Append(c);
            _position += 2;
        }
        else if (c == 'k')
        {
            _result.Append(@"\k");
            _position += 2;
        }
        else
        {
            var codePoint = EscapedCharacter.Read(source, ref _position);
            CharacterSets.AppendLiteral(_result, codePoint);
        }
    }

    private void AppendSet(string set, bool holdsPairs)
    {
        if (holdsPairs && !Repeats())
            _result.Append($"(?:{CharacterSets.SurrogatePair}|{set[..^1]}{CharacterSets.WithoutSurrogates})");
        else
            _result.Append(set);
    }

    private bool Repeats() => _position < source.Length && source[_position] is '*' or '+';
}
