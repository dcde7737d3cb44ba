using System.Text.RegularExpressions;

namespace LambdaMcp.Tools.Generator.Json;

/// <summary>Whether a text is JSON, as far as a typing error in an attribute would show.</summary>
internal static class JsonCheck
{
    private static readonly Regex Scalar = new(
        "\"(?:[^\"\\\\\\x00-\\x1f]|\\\\(?:[\"\\\\/bfnrt]|u[0-9A-Fa-f]{4}))*\"|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null",
        RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static bool IsJson(string text)
    {
        var at = 0;
        return Value(text, ref at, 0) && Skip(text, at) == text.Length;
    }

    private static bool Value(string text, ref int at, int depth)
    {
        at = Skip(text, at);
        if (at == text.Length || depth > 64)
            return false;
        if (text[at] is '{' or '[')
            return Items(text, ref at, text[at] == '{', depth + 1);
        var match = Scalar.Match(text, at);
        if (!match.Success || match.Index != at)
            return false;
        at += match.Length;
        return true;
    }

    private static bool Items(string text, ref int at, bool named, int depth)
    {
        var end = named ? '}' : ']';
        at = Skip(text, at + 1);
        if (Is(text, at, end))
            return ++at > 0;
        while (true)
        {
            if (named && !Name(text, ref at) || !Value(text, ref at, depth))
                return false;
            at = Skip(text, at);
            if (Is(text, at, end))
                return ++at > 0;
            if (!Is(text, at, ','))
                return false;
            at++;
        }
    }

    private static bool Name(string text, ref int at)
    {
        at = Skip(text, at);
        if (!Is(text, at, '"') || !Value(text, ref at, 0))
            return false;
        at = Skip(text, at);
        return Is(text, at++, ':');
    }

    private static bool Is(string text, int at, char character) => at < text.Length && text[at] == character;

    private static int Skip(string text, int at)
    {
        while (at < text.Length && text[at] is (' ' or '\t' or '\r' or '\n'))
            at++;
        return at;
    }
}
