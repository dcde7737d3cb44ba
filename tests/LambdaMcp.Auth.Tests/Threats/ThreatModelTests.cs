using System.Text.RegularExpressions;

namespace LambdaMcp.Auth.Tests.Threats;

/// <summary>Keeps <c>THREATS.md</c> true: a threat without a test, or with one that is gone, is told.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly Row[] Rows = [.. File.ReadLines(Repository.Path("THREATS.md"))
        .SkipWhile(line => line != "## Threats").TakeWhile(line => line != "## What remains")
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Trim().Trim('|').Split(" | ", StringSplitOptions.TrimEntries))
        // The heads of the table and of its parts have no defence.
        .Where(cells => cells[0] is not ("threat" or "---") && !Head().IsMatch(cells[0]))
        .Select(cells => new Row(cells[0], cells.ElementAtOrDefault(1) ?? "", cells.ElementAtOrDefault(2) ?? "", cells.Length))];

    [Fact]
    public void Every_threat_has_a_defence_and_a_test_or_says_why_there_is_none()
    {
        Assert.True(Rows.Length >= 50, "The rows of the table cannot be read.");
        Assert.Equal(Rows.Length, Rows.Select(row => row.Threat).Distinct().Count());
        Assert.All(Rows, row =>
        {
            Assert.True(row.Cells == 3 && row.Defence.Length > 0, row.Threat);
            Assert.True(row.ShownBy.StartsWith("— ", StringComparison.Ordinal) || Quoted().Count(row.ShownBy) is > 0 and var quoted && quoted == Test().Count(row.ShownBy), row.Threat);
        });
    }

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var sources = Directory.EnumerateFiles(Repository.Path("tests"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .SelectMany(text => Class().Matches(text).Select(type => (Type: type.Groups[1].Value, Text: text)))
            .ToLookup(source => source.Type, source => source.Text);
        var templates = File.ReadAllText(Repository.Path("tests", "Templates", "check_templates.py"));

        Assert.All(Rows.SelectMany(row => Test().Matches(row.ShownBy).Select(test => (row.Threat, Type: test.Groups[1].Value, Method: test.Groups[2].Value))), test =>
            Assert.True(
                test.Type == "check_templates"
                    ? templates.Contains($"def {test.Method}(", StringComparison.Ordinal)
                    : sources[test.Type].Any(text => text.Contains($" {test.Method}(", StringComparison.Ordinal)),
                $"{test.Threat}: there is no {test.Type}.{test.Method}."));
    }

    [GeneratedRegex(@"^\*\*.*\*\*$")]
    private static partial Regex Head();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"`([A-Za-z0-9]+(?:Tests|Contract)|check_templates)\.([A-Za-z0-9_]+)`")]
    private static partial Regex Test();

    [GeneratedRegex(@"\bclass ([A-Za-z0-9]+)")]
    private static partial Regex Class();

    private sealed record Row(string Threat, string Defence, string ShownBy, int Cells);
}
