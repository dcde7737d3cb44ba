using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Tests.Servers;

/// <summary><c>lambda-mcp servers verify</c>, on servers that do and that do not what they should.</summary>
public sealed class VerifyServersTests : IDisposable
{
    private readonly ServersFolder _folder = new();

    [Fact]
    public async Task Each_server_passes_fails_or_is_unavailable_with_the_reason()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program is for Linux.");
        var run = await VerifyAsync(
            ServersFolder.Faulty("good", "  verify: { tool: echo, arguments: { text: hi } }") +
            ServersFolder.Faulty("quiet") +
            ServersFolder.Faulty("wrong", "  verify: { tool: ecko }") +
            ServersFolder.Faulty("dead", "  args: [--exit, \"7\"]") +
            ServersFolder.Faulty("cloud", "  verify: { tool: echo, credentials: true }") +
            ServersFolder.Faulty("secret", "  verify: { tool: exit }\n  secrets: { TOKEN: \"arn:aws:ssm:eu-west-1:123456789012:parameter/token\" }") +
            "boxed: { description: B., command: docker, unavailable: It needs Docker. }\n",
            "--json");
        var servers = JsonNode.Parse(run.Output)!["servers"]!.AsArray().ToDictionary(server => server!["id"]!.ToString(), server => server!);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(("passed", "echo"), (State("good"), servers["good"]["called"]!.ToString()));
        Assert.InRange(servers["good"]["tools"]!.GetValue<int>(), 10, 100);
        Assert.Equal(("passed", "no call: give verify.tool"), (State("quiet"), Reason("quiet")));
        Assert.StartsWith("it has no tool ecko: it has echo", Reason("wrong"), StringComparison.Ordinal);
        Assert.Equal(("failed", "failed"), (State("wrong"), State("dead")));
        Assert.Equal(("unavailable", "it started and listed; echo needs AWS credentials in the environment"), (State("cloud"), Reason("cloud")));
        Assert.Equal("unavailable", State("secret"));
        Assert.StartsWith("it needs TOKEN in the environment; with a placeholder: ", Reason("secret"), StringComparison.Ordinal);
        Assert.Equal(("unavailable", "It needs Docker."), (State("boxed"), Reason("boxed")));
        Assert.Contains("2 passed, 2 failed, 3 unavailable.", run.Errors, StringComparison.Ordinal);

        string State(string id) => servers[id]["state"]!.ToString();
        string Reason(string id) => servers[id]["reason"]!.ToString();
    }

    [Fact]
    public async Task A_server_that_takes_longer_than_it_may_fails()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program is for Linux.");
        var run = await VerifyAsync(ServersFolder.Faulty("hangs", "  verify: { tool: hang }"), "--timeout", "5");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("hangs\tfailed\t", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_unavailable_fails_where_that_is_asked_for_alone()
    {
        const string Yaml = "boxed: { description: B., command: docker, unavailable: It needs Docker. }\npython: { description: P., command: uvx, args: [x@1.0] }\n";
        var mild = await VerifyAsync(Yaml);
        var strict = await VerifyAsync(Yaml, "--strict");

        Assert.Equal((0, 1), (mild.ExitCode, strict.ExitCode));
        Assert.Equal("boxed\tunavailable\t-\t-\t-\tIt needs Docker.\npython\tunavailable\t-\t-\t-\tpython3 is not on the PATH\n", mild.Output);
    }

    [Fact]
    public async Task An_unmodified_server_of_npm_passes()
    {
        Require.Program("node");
        var modules = Require.NodePackage("@modelcontextprotocol/server-filesystem");
        _folder.With($$"""
            filesystem:
              description: Files.
              command: npx
              args: ["-y", "@modelcontextprotocol/server-filesystem@2026.8.31", {{JsonSerializer.Serialize(Path.GetTempPath())}}]
              verify: { tool: list_allowed_directories }
            """);
        var cli = new CliRunner { Variables = { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! } };
        var run = await cli.RunAsync("servers", "verify", "--file", _folder.File, "--packages", Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(modules))!);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.StartsWith("filesystem\tpassed\t", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_ones_own_are_tried_as_they_are_each_time_and_nothing_else_of_their_folder()
    {
        Require.Program("node");
        _folder.With("mine: { description: M., command: node, args: [lib/server.js], files: [lib] }\n");
        Directory.CreateDirectory(_folder.At("lib"));
        await File.WriteAllTextAsync(_folder.At("beside.js"), "", CliRunner.Cancellation);
        var cli = new CliRunner { Variables = { ["PATH"] = Environment.GetEnvironmentVariable("PATH")!, ["XDG_CACHE_HOME"] = _folder.At("cache") } };

        var alone = await WithAsync("require('fs').existsSync('beside.js') && process.exit(1); require('./other.js').serve()");
        var changed = await WithAsync("console.error('It is another one.'); process.exit(3)");

        Assert.StartsWith("mine\tpassed\t0\t", alone.Output, StringComparison.Ordinal);
        Assert.StartsWith("mine\tfailed\t", changed.Output, StringComparison.Ordinal);
        Assert.Contains("It is another one.", changed.Output, StringComparison.Ordinal);

        async Task<CommandRun> WithAsync(string server)
        {
            await File.WriteAllTextAsync(_folder.At("lib/server.js"), server, CliRunner.Cancellation);
            await File.WriteAllTextAsync(_folder.At("lib/other.js"), """
                exports.serve = () => require('readline').createInterface({ input: process.stdin }).on('line', line => {
                  const { id, method } = JSON.parse(line);
                  const answer = method === 'initialize' ? { result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 'mine', version: '1' } } } : { error: { code: -32601, message: 'no' } };
                  if (id !== undefined) console.log(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
                });
                """, CliRunner.Cancellation);
            return await cli.RunAsync("servers", "verify", "--file", _folder.File);
        }
    }

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> VerifyAsync(string yaml, params string[] options) =>
        new CliRunner().RunAsync(["servers", "verify", "--file", _folder.With(yaml).File, "--packages", Path.GetDirectoryName(_folder.File)!, .. options]);
}
