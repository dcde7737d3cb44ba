using System.Collections.Frozen;

namespace LambdaMcp.Local.DynamoDb.Expressions;

/// <summary>Cuts an expression into tokens.</summary>
internal static class Tokenizer
{
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "AND", "OR", "NOT", "IN", "BETWEEN", "SET", "REMOVE", "ADD", "DELETE");

    public static List<Token> Read(string source)
    {
        var tokens = new List<Token>();
        for (var position = 0; ;)
        {
            while (position < source.Length && source[position] is ' ' or '\t' or '\r' or '\n')
                position++;
            if (position == source.Length)
                break;

            var token = ReadOne(source, position);
            tokens.Add(token);
            position = token.End;
        }

        tokens.Add(new(TokenKind.End, "<EOF>", source.Length, source.Length));
        return tokens;
    }

    private static Token ReadOne(string source, int start)
    {
        var first = source[start];
        if (char.IsAsciiLetter(first))
        {
            var end = WordEnd(source, start);
            var text = source[start..end];
            return new(Keywords.Contains(text) ? TokenKind.Keyword : TokenKind.Identifier, text, start, end);
        }

        if (first is '#' or ':' && WordEnd(source, start + 1) is var wordEnd && wordEnd > start + 1)
            return new(first == '#' ? TokenKind.Name : TokenKind.Value, source[start..wordEnd], start, wordEnd);

        if (char.IsAsciiDigit(first))
        {
            // A leading zero stands alone.
            var end = start + 1;
            while (first != '0' && end < source.Length && char.IsAsciiDigit(source[end]))
                end++;
            return new(TokenKind.Number, source[start..end], start, end);
        }

        var length = source.AsSpan(start) switch
        {
            ['<', '=' or '>', ..] or ['>', '=', ..] => 2,
            [var high, var low, ..] when char.IsSurrogatePair(high, low) => 2,
            _ => 1,
        };
        return new(TokenKind.Symbol, source.Substring(start, length), start, start + length);
    }

    private static int WordEnd(string source, int position)
    {
        while (position < source.Length && (char.IsAsciiLetterOrDigit(source[position]) || source[position] == '_'))
            position++;
        return position;
    }
}
