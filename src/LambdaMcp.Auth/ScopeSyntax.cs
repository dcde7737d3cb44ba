using System.Buffers;

namespace LambdaMcp.Auth;

/// <summary>What a scope may be made of (RFC 6749, section 3.3): visible ASCII but '"' and '\'.</summary>
public static class ScopeSyntax
{
    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>Whether the text is one scope.</summary>
    public static bool IsScope(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Characters);

    /// <summary>Whether the text is scopes, separated by single spaces.</summary>
    public static bool IsList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(' ').All(static scope => IsScope(scope));
    }
}
