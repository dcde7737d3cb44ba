using System.Security.Cryptography;
using System.Text;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>
/// The rules for tool names. They depend on the set of functions alone, so every instance comes to the same names:
/// the prefix is stripped, what no client takes becomes <c>_</c>, which also goes before a first character that is no letter, and of several
/// functions with one name the one whose tag gives it that name, else the one that is called so already, else the first by ARN, keeps it;
/// the others get six hexadecimal digits of their ARN's SHA-256 behind it.
/// </summary>
internal static class ToolNames
{
    /// <summary>The longest name that clients are known to take.</summary>
    public const int MaxLength = 64;

    private const int DigestDigits = 6;

    public static bool IsValid(string name) => name.Length is > 0 and <= MaxLength && name.AsSpan().IndexOfAnyExcept(Allowed) < 0;

    /// <summary>The name that a function's own name gives. A function that is called as the prefix keeps its name: nothing would be left.</summary>
    public static string FromFunctionName(string functionName, string? prefix)
    {
        var name = prefix is { Length: > 0 } && functionName.Length > prefix.Length && functionName.StartsWith(prefix, StringComparison.Ordinal)
            ? functionName[prefix.Length..]
            : functionName;
        name = string.Create(name.Length, name, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = Allowed.Contains(source[i]) ? source[i] : '_';
        });
        // Some models' interfaces take names for identifiers.
        if (name is not [(>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '_', ..])
            name = "_" + name;
        return name.Length <= MaxLength ? name : name[..MaxLength];
    }

    /// <summary>The name itself if it is not too long, else its beginning and six hexadecimal digits of the SHA-256 of all of it.</summary>
    public static string Shorten(string name) => name.Length <= MaxLength ? name : Disambiguate(name, name);

    /// <summary>A name for a function whose own is taken.</summary>
    public static string Disambiguate(string name, string functionArn)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(functionArn)))[..DigestDigits];
        var longest = MaxLength - DigestDigits - 1;
        return $"{(name.Length <= longest ? name : name[..longest])}_{digest}";
    }

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");
}
