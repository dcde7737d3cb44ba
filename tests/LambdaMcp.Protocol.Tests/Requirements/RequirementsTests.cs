using System.Text.RegularExpressions;

namespace LambdaMcp.Protocol.Tests.Requirements;

/// <summary>Keeps <c>tests/Conformance/REQUIREMENTS.md</c> true.</summary>
public sealed partial class RequirementsTests
{
    private static readonly Row[] Rows = [.. File.ReadLines(Repository.Path("tests", "Conformance", "REQUIREMENTS.md"))
        .Where(line => RowStart().IsMatch(line))
        .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => new Row(cells[0], cells[2], cells[4], cells[5], cells.Length))];

    [Fact]
    public void Every_requirement_has_an_id_of_its_own_its_revisions_and_a_level()
    {
        Assert.True(Rows.Length > 100, "The rows of the table cannot be read.");
        Assert.Equal(Rows.Length, Rows.Select(row => row.Id).Distinct().Count());
        Assert.All(Rows, row =>
        {
            Assert.Equal(6, row.Cells);
            Assert.Matches("^[ABCDEX]( [ABCDEX])*$", row.Revisions);
            Assert.Contains(row.Level, new[] { "MUST", "MUST NOT", "SHOULD", "SHOULD NOT" });
        });
    }

    [Fact]
    public void Every_requirement_names_a_test_or_says_why_there_is_none() =>
        Assert.All(Rows, row => Assert.True(Named().IsMatch(row.ShownBy) || row.ShownBy.StartsWith("— ", StringComparison.Ordinal) || row.ShownBy == "missing", row.Id));

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var sources = Directory.EnumerateFiles(Repository.Path("tests"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .SelectMany(text => Class().Matches(text).Select(type => (Type: type.Groups[1].Value, Text: text)))
            .ToLookup(source => source.Type, source => source.Text);

        Assert.All(Rows.SelectMany(row => Test().Matches(row.ShownBy).Select(test => (row.Id, Type: test.Groups[1].Value, Method: test.Groups[2].Value))), test =>
            Assert.True(sources[test.Type].Any(text => text.Contains($" {test.Method}(", StringComparison.Ordinal)), $"{test.Id}: there is no {test.Type}.{test.Method}."));
    }

    [Fact]
    public void Every_scenario_that_is_named_exists()
    {
        const string Suite = "@modelcontextprotocol/conformance";
        var suite = File.ReadAllText(Path.Combine(Require.NodePackage(Suite), Suite, "dist", "index.js"));

        Assert.All(Rows.SelectMany(row => Scenario().Matches(row.ShownBy).Select(scenario => (row.Id, Name: scenario.Groups[1].Value))), scenario =>
            Assert.True(new[] { '`', '"', '\'' }.Any(quote => suite.Contains($"name={quote}{scenario.Name}{quote}", StringComparison.Ordinal)), $"{scenario.Id}: there is no {scenario.Name}."));
    }

    [GeneratedRegex(@"^\| [A-Z]+-\d+ \|")]
    private static partial Regex RowStart();

    [GeneratedRegex(@"`([A-Za-z]+(?:Tests|Contract))\.([A-Za-z0-9_]+)`")]
    private static partial Regex Test();

    [GeneratedRegex(@"`suite:([a-z0-9-]+)`")]
    private static partial Regex Scenario();

    [GeneratedRegex(@"`([A-Za-z]+(Tests|Contract)\.[A-Za-z0-9_]+|suite:[a-z0-9-]+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"\bclass ([A-Za-z]+)")]
    private static partial Regex Class();

    private sealed record Row(string Id, string Revisions, string Level, string ShownBy, int Cells);
}
