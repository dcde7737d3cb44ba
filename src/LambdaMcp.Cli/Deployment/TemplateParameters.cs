using System.Text.RegularExpressions;

namespace LambdaMcp.Cli.Deployment;

/// <summary>The parameters of a SAM template in YAML, with their defaults: as much of it as the questions need.</summary>
internal static partial class TemplateParameters
{
    /// <summary>The names, each with its default; empty where it has none.</summary>
    public static IReadOnlyDictionary<string, string> Read(string template)
    {
        var (parameters, name, within) = (new Dictionary<string, string>(), (string?)null, false);
        foreach (var line in File.ReadLines(template))
        {
            if (line.Length > 0 && !char.IsWhiteSpace(line[0]) && line[0] != '#')
                within = line.StartsWith("Parameters:", StringComparison.Ordinal);
            else if (within && Name().Match(line) is { Success: true } found)
                parameters[name = found.Groups[1].Value] = "";
            else if (within && name is not null && Default().Match(line) is { Success: true } value)
                parameters[name] = value.Groups[1].Value.Trim().Trim('"', '\'');
        }

        return parameters;
    }

    [GeneratedRegex("^ {2}([A-Za-z][A-Za-z0-9]*):\\s*$")]
    private static partial Regex Name();

    [GeneratedRegex("^ {4}Default:(.*)$")]
    private static partial Regex Default();
}
