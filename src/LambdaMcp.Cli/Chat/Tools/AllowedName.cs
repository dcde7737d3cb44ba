using System.Security.Cryptography;
using System.Text;

namespace LambdaMcp.Cli.Chat.Tools;

/// <summary>Names within a model's rules: 1 to 64 letters, digits and a few marks.</summary>
internal static class AllowedName
{
    private const int Longest = 64;
    private const int HashLength = 8;

    /// <summary>Gives every name one within the rules: itself where it is, else one that begins alike and is always the same for the same names.</summary>
    /// <param name="names">The names; one that comes again is left out.</param>
    /// <param name="marks">What is allowed besides ASCII's letters and digits.</param>
    /// <returns>Their replacements, by name.</returns>
    public static Dictionary<string, string> Map(IEnumerable<string> names, string marks)
    {
        var all = names.Distinct(StringComparer.Ordinal).ToArray();
        var given = all.Where(name => IsAllowed(name, marks)).ToDictionary(name => name, StringComparer.Ordinal);
        var taken = given.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var name in all.Where(name => !given.ContainsKey(name)).Order(StringComparer.Ordinal).ToArray())
        {
            var replacement = Replace(name, name, marks);
            for (var i = 2; !taken.Add(replacement); i++)
                replacement = Replace(name, $"{name}\n{i}", marks);
            given[name] = replacement;
        }

        return given;
    }

    public static bool IsAllowed(string name, string marks) => name.Length is > 0 and <= Longest && name.All(character => IsAllowed(character, marks));

    /// <summary>What stands in a name's place where nothing has to lead back to it.</summary>
    public static string Replace(string name, string marks) => IsAllowed(name, marks) ? name : Replace(name, name, marks);

    private static string Replace(string name, string hashed, string marks)
    {
        var beginning = string.Concat(name.Take(Longest - HashLength - 1).Select(character => IsAllowed(character, marks) ? character : '_'));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(hashed));
        return $"{beginning}_{Convert.ToHexStringLower(hash)[..HashLength]}";
    }

    private static bool IsAllowed(char character, string marks) => char.IsAsciiLetterOrDigit(character) || marks.Contains(character, StringComparison.Ordinal);
}
