using System.Text.RegularExpressions;

namespace LambdaMcp.Cli.Deployment;

/// <summary>What SAM remembers in <c>samconfig.toml</c> of the last deployment, as far as it is asked for again.</summary>
internal sealed partial record SamConfiguration(string? StackName, string? Region, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Reads it; a file that is not there remembers nothing.</summary>
    public static SamConfiguration Read(string path)
    {
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var parameters = new Dictionary<string, string>();
        if (Overrides().Match(text) is { Success: true, Value: var line })
        {
            // SAM writes a text with escaped quotation marks, or a list of texts.
            foreach (Match pair in Pair().Matches(line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Replace("\\\"", "\u0001", StringComparison.Ordinal)))
                parameters[pair.Groups[1].Value] = pair.Groups[2].Success ? pair.Groups[2].Value : pair.Groups[3].Value;
        }

        return new(Value(text, "stack_name"), Value(text, "region"), parameters);
    }

    private static string? Value(string text, string key) => Regex.Match(text, $"""^\s*{key}\s*=\s*"([^"]*)"\s*$""", RegexOptions.Multiline) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("""^\s*parameter_overrides\s*=.*$""", RegexOptions.Multiline)]
    private static partial Regex Overrides();

    [GeneratedRegex("""([A-Za-z][A-Za-z0-9]*)=(?:\u0001([^\u0001]*)\u0001|([^\s"\u0001\],]*))""")]
    private static partial Regex Pair();
}
