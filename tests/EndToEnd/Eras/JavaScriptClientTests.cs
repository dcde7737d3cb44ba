using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Eras;

/// <summary>The clients that people use, each doing what people do.</summary>
[Collection(EraTools.Collection)]
public sealed class JavaScriptClientTests(EraTools tools)
{
    [Theory]
    [InlineData("first", "@modelcontextprotocol/sdk", "2025-11-25", true)]
    [InlineData("second", "@modelcontextprotocol/client", "2026-07-28", true)]
    [InlineData("remote", "mcp-remote", null, true)]
    [InlineData("ai-sdk", "@ai-sdk/mcp", "2026-07-28", false)]
    public async Task A_client_lists_calls_follows_progress_answers_and_sees_errors(string client, string package, string? revision, bool tellsProgress)
    {
        var outcome = await RunAsync(client, package);

        var names = outcome.GetProperty("names").EnumerateArray().Select(name => name.GetString()!).ToHashSet();
        Assert.Superset(Samples.Names.ToHashSet(), names);
        Assert.Equal(client, outcome.GetProperty("echo").GetProperty("structuredContent").GetProperty("event").GetProperty("from").GetString());
        Assert.Contains("Progress was reported", Text(outcome, "followed"), StringComparison.Ordinal);
        if (tellsProgress)
            Assert.Equal([0, 50, 100], outcome.GetProperty("progress").EnumerateArray().Select(progress => progress.GetInt32()));
        Assert.Equal("What is your name?", Assert.Single(outcome.GetProperty("asked").EnumerateArray()).GetString());
        Assert.Contains($"Hello, Ada of {client}!", Text(outcome, "answered"), StringComparison.Ordinal);
        Assert.True(outcome.GetProperty("failing").GetProperty("isError").GetBoolean());
        Assert.Contains("out of stock", Text(outcome, "failing"), StringComparison.Ordinal);
        Assert.Contains("no-such-tool", outcome.GetProperty("unknown").GetProperty("message").GetString(), StringComparison.Ordinal);
        if (revision is not null)
            Assert.Equal(revision, outcome.GetProperty("revision").GetString());
    }

    private async Task<JsonElement> RunAsync(string client, string package)
    {
        Require.NodePackage(package);
        var (exitCode, output, errors) = await Script.NodeAsync(
            Repository.Path("tests", "EndToEnd", "Eras", "js", "clients.mjs"), package, [client, tools.Stack.Ready.McpUrl, tools.Stack.Ready.Token]);
        Assert.True(exitCode == 0, $"{client} ended with {exitCode}:\n{errors}\n{output}");
        return JsonDocument.Parse(output).RootElement;
    }

    private static string Text(JsonElement outcome, string call) => outcome.GetProperty(call).GetProperty("content")[0].GetProperty("text").GetString()!;
}
