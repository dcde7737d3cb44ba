using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace EndToEnd.Fixture;

/// <summary>
/// What must be in no line that any program of the run writes. Every deployment and every process looks through all it wrote when it ends; what is
/// found fails the run, for a fixture that throws while it is disposed of does.
/// </summary>
internal static partial class SecretWatch
{
    /// <summary>Stands in arguments, fixed values, URIs and answers of the tests' calls.</summary>
    public const string Planted = "planted-3f9c17e2-secret";

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal) { [Planted] = "a planted value" };

    /// <summary>Has something more looked for.</summary>
    /// <param name="secret">The secret itself.</param>
    /// <param name="what">What it is, for whoever reads the failure.</param>
    public static void Add(string secret, string what) => Known[secret] = what;

    /// <summary>Looks through what a program wrote.</summary>
    /// <param name="program">Which one.</param>
    /// <param name="output">All that it wrote.</param>
    /// <exception cref="InvalidOperationException">A secret is in it.</exception>
    public static void Check(string program, string output)
    {
        var found = new List<string>();
        foreach (var line in output.Split('\n'))
        {
            found.AddRange(Known.Where(secret => line.Contains(secret.Key, StringComparison.Ordinal)).Select(secret => $"{secret.Value}: {Shortened(line, secret.Key)}"));
            if (JsonWebToken().Match(line) is { Success: true } token)
                found.Add($"a JWT: {Shortened(line, token.Value)}");
        }

        if (found.Count > 0)
            throw new InvalidOperationException($"{program} wrote secrets into its log, {found.Count} times:\n{string.Join('\n', found.Take(20))}");
    }

    private static string Shortened(string line, string secret)
    {
        var at = line.IndexOf(secret, StringComparison.Ordinal);
        return line[Math.Max(0, at - 300)..Math.Min(line.Length, at + secret.Length + 100)];
    }

    // The header of every JWT begins so: {"
    [GeneratedRegex("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}")]
    private static partial Regex JsonWebToken();
}
