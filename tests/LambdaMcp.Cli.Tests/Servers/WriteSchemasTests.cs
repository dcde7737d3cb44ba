using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Tests.Servers;

/// <summary><c>lambda-mcp servers schemas</c>.</summary>
public sealed class WriteSchemasTests : IDisposable
{
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:mcp-server-good";

    private readonly ServersFolder _folder = new();

    [Fact]
    public async Task A_server_that_runs_has_its_tools_and_the_request_written_and_one_that_does_not_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program is for Linux.");
        _folder.With(ServersFolder.Faulty("good") + "boxed: { description: B., command: docker, unavailable: It needs Docker. }\n");
        var good = await RunAsync("--only", "good", "--arn", Arn, "--gateway", "g-0123456789");
        var both = await RunAsync();

        Assert.True(good.ExitCode == 0, good.Errors);
        Assert.Equal(1, both.ExitCode);
        Assert.Contains("boxed: nothing was written: It needs Docker.", both.Errors, StringComparison.Ordinal);
        var tools = JsonNode.Parse(await File.ReadAllTextAsync(_folder.At("out/good.tools.json"), CliRunner.Cancellation))!.AsArray();
        Assert.Contains(tools, static tool => tool!["name"]!.ToString() == "echo");
        var request = JsonNode.Parse(await File.ReadAllTextAsync(_folder.At("out/good.target.json"), CliRunner.Cancellation))!;
        Assert.Equal(("g-0123456789", "good", Arn), (request["gatewayIdentifier"]!.ToString(), request["name"]!.ToString(), request["targetConfiguration"]!["mcp"]!["lambda"]!["lambdaArn"]!.ToString()));
    }

    [Theory]
    [InlineData("--arn is of one function", "--arn", Arn)]
    [InlineData("is no ARN of a function", "--arn", "mcp-server-good", "--only", "good")]
    [InlineData("--timeout takes", "--timeout", "0")]
    public async Task A_mistake_is_told(string told, params string[] options)
    {
        _folder.With(ServersFolder.Faulty("good") + ServersFolder.Faulty("other"));
        var run = await RunAsync(options);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> RunAsync(params string[] options) =>
        new CliRunner().RunAsync(["servers", "schemas", "--file", _folder.File, "--packages", Path.GetDirectoryName(_folder.File)!, "--output", _folder.At("out"), .. options]);
}
