using System.Text.Json;
using LambdaMcp.Cli.Tests.Server;

namespace LambdaMcp.Cli.Tests.Tools;

/// <summary><c>lambda-mcp tools</c>.</summary>
public sealed class ToolsCommandTests : IAsyncLifetime
{
    private TestEndpoint _endpoint = null!;

    [Fact]
    public async Task Tools_are_a_line_each_for_a_program_and_a_table_within_the_width_for_a_person()
    {
        var cli = _endpoint.Cli();
        var piped = await cli.RunAsync("tools");
        cli.IsTerminal = true;
        var shown = await cli.RunAsync("tools");

        Assert.Equal(["ask", "echo", "fail", "picture", "progress", "wait"], piped.Output.TrimEnd().Split('\n').Select(line => line.Split('\t')[0]));
        Assert.Contains("echo\ttext count [ratio] [deep] [flag] [tags] [sizes]\tGives back what it gets. Second line.\n", piped.Output, StringComparison.Ordinal);
        Assert.StartsWith("NAME      ARGUMENTS", shown.Output, StringComparison.Ordinal);
        Assert.All(shown.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public async Task As_json_they_are_what_the_server_says()
    {
        var run = await _endpoint.Cli().RunAsync("tools", "--json");

        var tools = JsonDocument.Parse(run.Output).RootElement.GetProperty("tools").EnumerateArray().ToDictionary(tool => tool.GetProperty("name").GetString()!);
        Assert.True(tools["echo"].GetProperty("annotations").GetProperty("readOnlyHint").GetBoolean());
        Assert.Equal("string", tools["echo"].GetProperty("inputSchema").GetProperty("properties").GetProperty("text").GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_example_call_that_a_tool_is_shown_with_works_as_it_stands()
    {
        var cli = _endpoint.Cli();
        var shown = await cli.RunAsync("tools", "echo");
        var example = await cli.RunAsync(shown.LastLine.Split(' ')[1..]);

        Assert.Equal("lambda-mcp call echo text=text count=2", shown.LastLine);
        Assert.Contains("(only reads)", shown.Output, StringComparison.Ordinal);
        Assert.Equal("""{"text":"text","count":2}""", example.LastLine);
    }

    [Fact]
    public async Task What_the_server_does_not_have_is_told()
    {
        var cli = _endpoint.Cli();
        var unknown = await cli.RunAsync("tools", "picutre");
        var both = await cli.RunAsync("tools", "echo", "--prompts");

        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("Do you mean picture?", unknown.Errors, StringComparison.Ordinal);
        Assert.Equal(2, both.ExitCode);
    }

    public async ValueTask InitializeAsync() => _endpoint = await TestEndpoint.StartAsync();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();
}
