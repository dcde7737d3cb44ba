using System.Diagnostics;
using System.Text.RegularExpressions;
using Packaging.Fixture;

namespace Packaging;

/// <summary>The commands of a created project's README.</summary>
public sealed partial class ReadmeTests(CreatedProject project)
{
    [Fact]
    public async Task The_first_commands_run_the_server_and_call_a_tool()
    {
        Require.Program("curl");
        var readme = await File.ReadAllTextAsync(Path.Combine(project.Folder, "README.md"), TestContext.Current.CancellationToken);
        var commands = ShellBlock().Matches(readme).Select(match => match.Groups[1].Value.Trim()).ToList();
        Assert.Equal("dotnet run", commands[0]);
        var run = DotNet.Describe("dotnet", project.Folder, project.Beside("restored"), "run");
        run.Environment["MCP_SERVER_PORT"] = "0";
        await using var server = await ServerProcess.StartAsync(run, "MCP endpoint: ");

        var call = new ProcessStartInfo("bash", ["-c", commands[1].Replace("http://127.0.0.1:3000/mcp", server.Ready, StringComparison.Ordinal)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var answer = await DotNet.RunAsync(call);

        Assert.Contains("Hello, Ada!", answer, StringComparison.Ordinal);
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
