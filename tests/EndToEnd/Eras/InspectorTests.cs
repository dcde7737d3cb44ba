using System.Diagnostics;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Eras;

/// <summary>MCP Inspector's command line, in both eras.</summary>
[Collection(EraTools.Collection)]
public sealed class InspectorTests(EraTools tools)
{
    private const string Package = "@modelcontextprotocol/inspector";

    [Theory]
    [InlineData("legacy")]
    [InlineData("modern")]
    public async Task It_lists_calls_follows_progress_and_sees_errors(string era)
    {
        var list = await RunAsync(era, "--method", "tools/list");
        var echo = await RunAsync(era, "--method", "tools/call", "--tool-name", "echo", "--tool-args-json", """{"from":"inspector"}""");
        var followed = await RunAsync(era, "--method", "tools/call", "--tool-name", EraTools.Progress);
        var failing = await RunAsync(era, "--method", "tools/call", "--tool-name", "failing", "--tool-args-json", """{"message":"out of stock"}""");
        var unknown = await RunAsync(era, "--method", "tools/call", "--tool-name", "no-such-tool");

        var names = Result(list).GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!).ToHashSet();
        Assert.Superset(Samples.Names.ToHashSet(), names);
        Assert.Equal("inspector", Result(echo).GetProperty("structuredContent").GetProperty("event").GetProperty("from").GetString());
        Assert.Contains("Progress was reported", followed.Output, StringComparison.Ordinal);
        Assert.Contains("out of stock", failing.Output + failing.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, failing.ExitCode);
        Assert.NotEqual(0, unknown.ExitCode);
        Assert.Contains("no-such-tool", unknown.Errors, StringComparison.Ordinal);
    }

    // It runs to its end without anybody to ask, and declares so.
    [Theory]
    [InlineData("legacy")]
    [InlineData("modern")]
    public async Task A_tool_that_asks_is_refused_to_it(string era)
    {
        var asked = await RunAsync(era, "--method", "tools/call", "--tool-name", EraTools.Asking);

        Assert.NotEqual(0, asked.ExitCode);
        Assert.Contains("capabilities", asked.Errors, StringComparison.OrdinalIgnoreCase);
    }

    private static JsonElement Result((int ExitCode, string Output, string Errors) run)
    {
        Assert.True(run.ExitCode == 0, run.Errors + run.Output);
        var json = JsonDocument.Parse(run.Output).RootElement;
        return json.TryGetProperty("result", out var result) ? result : json;
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string era, params string[] arguments)
    {
        var modules = Require.NodePackage(Package);
        var node = Path.Combine(Require.NodePackage("node"), ".bin", "node");
        Require.That(File.Exists(node), "The npm package node, which the inspector needs, has no program.");
        var folder = Directory.CreateTempSubdirectory("mcp-inspector-");
        try
        {
            var start = new ProcessStartInfo(node,
            [
                Path.Combine(modules, Package, "clients", "launcher", "build", "index.js"), "--cli", "--transport", "http", "--connect-timeout", "0",
                "--server-url", tools.Stack.Ready.McpUrl, "--header", $"Authorization: Bearer {tools.Stack.Ready.Token}",
                "--protocol-era", era, "--format", "json", "--stored-auth-only", .. arguments,
            ]);
            // Nothing of the user's own settings, and no traces in them.
            start.Environment["HOME"] = folder.FullName;
            return await Script.RunAsync(start, "");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
