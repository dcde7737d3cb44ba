using System.Text.RegularExpressions;

namespace LambdaMcp.Local.Templates;

/// <summary>Chooses names for stacks: what <c>samconfig.toml</c> beside a template deploys it as, or one that is not taken.</summary>
internal sealed partial class StackNames
{
    private const string Default = "lambda-mcp";

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <param name="template">The template's path.</param>
    /// <param name="number">Which of the templates it is, from 1.</param>
    public string Choose(string template, int number)
    {
        var candidates = Enumerable.Range(number, int.MaxValue - number).Select(static next => next == 1 ? Default : $"{Default}-{next}");
        return (Deployed(template) is { } deployed ? candidates.Prepend(deployed) : candidates).First(_taken.Add);
    }

    private static string? Deployed(string template)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(template))!, "samconfig.toml");
        try
        {
            return File.Exists(file) && Setting().Match(File.ReadAllText(file)) is { Success: true } match ? match.Groups[1].Value : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What SAM cannot read either.
            return null;
        }
    }

    // The first is that of the default environment, as SAM writes the file. The pattern is CloudFormation's.
    [GeneratedRegex("""^\s*stack_name\s*=\s*["']([A-Za-z][A-Za-z0-9-]{0,127})["']""", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
