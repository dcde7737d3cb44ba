using System.Buffers;

namespace LambdaMcp.Auth.Jwt.Issuers;

/// <summary>What a scope may be made of (RFC 6749, section 3.3): visible ASCII but '"' and '\'.</summary>
internal static class ScopeSyntax
{
    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static bool IsScope(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Characters);
}
