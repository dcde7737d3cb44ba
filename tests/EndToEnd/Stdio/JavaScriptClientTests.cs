using System.Diagnostics;
using System.Text.Json;
using EndToEnd.Eras;
using EndToEnd.Fixture;

namespace EndToEnd.Stdio;

/// <summary>The official TypeScript SDK's clients, which desktop clients are made with, over standard input and output.</summary>
[Collection(EraTools.Collection)]
public sealed class JavaScriptClientTests(EraTools tools)
{
    [Theory]
    [InlineData("first-stdio", "@modelcontextprotocol/sdk", "unknown")]
    [InlineData("second-stdio", "@modelcontextprotocol/client", "2026-07-28")]
    public async Task A_client_lists_calls_follows_progress_answers_and_sees_errors(string client, string package, string revision)
    {
        var outcome = await RunAsync(client, package);

        var names = outcome.GetProperty("names").EnumerateArray().Select(name => name.GetString()!).ToHashSet();
        Assert.Superset(Samples.Names.ToHashSet(), names);
        Assert.Equal(client, outcome.GetProperty("echo").GetProperty("structuredContent").GetProperty("event").GetProperty("from").GetString());
        Assert.Contains("Progress was reported", Text(outcome, "followed"), StringComparison.Ordinal);
        Assert.Equal([0, 50, 100], outcome.GetProperty("progress").EnumerateArray().Select(progress => progress.GetInt32()));
        Assert.Equal("What is your name?", Assert.Single(outcome.GetProperty("asked").EnumerateArray()).GetString());
        Assert.Contains($"Hello, Ada of {client}!", Text(outcome, "answered"), StringComparison.Ordinal);
        Assert.True(outcome.GetProperty("failing").GetProperty("isError").GetBoolean());
        Assert.Contains("no-such-tool", outcome.GetProperty("unknown").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(revision, outcome.GetProperty("revision").GetString());
    }

    private async Task<JsonElement> RunAsync(string client, string package)
    {
        Require.Program("node");
        using var program = await StdioProgram.PrepareAsync(tools.Stack);
        var start = new ProcessStartInfo("node", [Repository.Path("tests", "EndToEnd", "Eras", "js", "clients.mjs"), client, StdioProgram.Path]);
        start.Environment["LAMBDA_MCP_NODE_MODULES"] = Require.NodePackage(package);
        foreach (var (name, value) in program.Environment)
            start.Environment[name] = value;
        var (exitCode, output, errors) = await Script.RunAsync(start, "");
        Assert.True(exitCode == 0, $"{client} ended with {exitCode}:\n{errors}\n{output}");
        return JsonDocument.Parse(output).RootElement;
    }

    private static string Text(JsonElement outcome, string call) => outcome.GetProperty(call).GetProperty("content")[0].GetProperty("text").GetString()!;
}
