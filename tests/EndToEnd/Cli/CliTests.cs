using System.Diagnostics;
using System.Text.Json;
using EndToEnd.Fixture;
using EndToEnd.Telemetry;

namespace EndToEnd.Cli;

/// <summary>The command line as a user runs it, on the whole product.</summary>
public sealed class CliTests(LocalDeployment stack) : IDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly string Program = Repository.Path("artifacts", "net10.0", "bin", "LambdaMcp.Cli", Repository.Configuration.ToLowerInvariant(), "lambda-mcp.dll");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lambda-mcp-cli-");

    [Fact]
    public async Task A_tool_is_shown_called_and_found_again_in_the_logs()
    {
        var listed = await RunAsync("tools", "--json");
        var called = await RunAsync("call", "customer-by-id", "customerId=C-1001");
        var failed = await RunAsync("call", "failing", "message=out of stock");
        await RecordedLines.ReadAsync(stack, line => line.Text("name") == "failing" && line.Text("outcome") == "tool_error");
        var logs = await RunAsync("logs", "--tool", "failing", "--level", "warning", "--json");

        Assert.Contains(JsonDocument.Parse(listed.Output).RootElement.GetProperty("tools").EnumerateArray(), tool => tool.GetProperty("name").GetString() == "customer-by-id");
        Assert.Equal("C-1001", JsonDocument.Parse(called.Output).RootElement.GetProperty("customerId").GetString());
        Assert.Equal((0, 3), (called.ExitCode, failed.ExitCode));
        Assert.Contains("tool_error", logs.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_is_registered_looked_at_tried_carried_over_and_removed()
    {
        var arn = $"arn:aws:lambda:{stack.Ready.Region}:{LocalDeployment.AccountId}:function:private-echo";
        string[] add = ["register", "add", "--name", "cli-echo", "--function", arn, "--description", "Echoes.", "--param", "count=integer", "--tag", "cli"];
        try
        {
            var dry = await RunAsync([.. add, "--dry-run", "--try", """{"count":1}"""]);
            var added = await RunAsync(add);
            var again = await RunAsync(add);
            var other = await RunAsync("register", "add", "--name", "cli-echo", "--function", arn, "--description", "Echoes otherwise.");
            var replaced = await RunAsync([.. add, "--title", "Echo", "--replace"]);
            var tried = await RunAsync("register", "test", "cli-echo", "count=7");
            var listed = await RunAsync("register", "list", "--tag", "cli");
            var file = Path.Combine(_folder.FullName, "registrations.json");
            await File.WriteAllTextAsync(file, (await RunAsync("register", "export", "--tag", "cli")).Output, TestContext.Current.CancellationToken);
            var imported = await RunAsync("register", "import", file);

            Assert.Contains("answers\tpassed", dry.Output, StringComparison.Ordinal);
            Assert.All([dry, added, again, replaced], run => Assert.True(run.ExitCode == 0, run.Errors));
            Assert.Equal(1, other.ExitCode);
            Assert.Equal(7, JsonDocument.Parse(tried.Output).RootElement.GetProperty("event").GetProperty("count").GetInt32());
            Assert.StartsWith("tool-cli-echo\tyes\tpayload\tprivate-echo\tEchoes.", listed.Output, StringComparison.Ordinal);
            Assert.Equal("unchanged\ttool-cli-echo\n", imported.Output);
        }
        finally
        {
            var removed = await RunAsync("register", "remove", "cli-echo");
            Assert.True(removed.ExitCode == 0, removed.Errors);
        }
    }

    [Fact]
    public async Task The_doctor_finds_the_whole_way_well_and_a_wrong_token_not()
    {
        var well = await RunAsync("doctor", "--call", "customer-by-id", "--args", """{"customerId":"C-1001"}""", "--function", "mcp-sample-customer-by-id", "--json");
        var wrong = await RunAsync("doctor", "--token", "a-token-that-nobody-has-given-out");

        Assert.True(well.ExitCode == 0, well.Output);
        Assert.Contains(JsonDocument.Parse(well.Output).RootElement.GetProperty("hops").EnumerateArray(), hop => hop.GetProperty("hop").GetString() == "call");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("BROKEN\ttoken", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Local_serves_the_other_commands_until_it_is_stopped_and_leaves_nothing()
    {
        Require.That(!OperatingSystem.IsWindows(), "It is stopped by a signal.");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "template.yaml"),
            $"""
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Idle:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: dotnet10
                  Handler: bootstrap
                  CodeUri: {Repository.Path("src", "Samples", "CustomerFunctions")}
            """,
            TestContext.Current.CancellationToken);
        var start = Start("local", "--port", "0", "--no-build", "--configuration", Repository.Configuration);
        (start.RedirectStandardOutput, start.WorkingDirectory) = (true, _folder.FullName);
        var readyFile = Path.Combine(_folder.FullName, "state", "lambda-mcp", "local.json");
        using var local = Process.Start(start)!;
        try
        {
            // The banner is followed by the ready file.
            while (!File.Exists(readyFile) && !local.HasExited)
                await Task.Delay(50, TestContext.Current.CancellationToken);
            Assert.True(File.Exists(readyFile), "Local ended before it served.");
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(Path.GetDirectoryName(readyFile)!).UnixFileMode);
            var noRoute = await Script.RunAsync(Start("tools"), "");
            Assert.Contains("no route /mcp", noRoute.Errors, StringComparison.Ordinal);
        }
        finally
        {
            using var kill = Process.Start("kill", ["-TERM", local.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await local.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await local.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // Its output ended, so no child holds it any more.
        Assert.Equal((0, false), (local.ExitCode, File.Exists(readyFile)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var readyFile = Path.Combine(_folder.FullName, "ready.json");
        await File.WriteAllTextAsync(readyFile, JsonSerializer.Serialize(stack.Ready, Web), TestContext.Current.CancellationToken);
        var run = await Script.RunAsync(Start([.. arguments, "--ready-file", readyFile]), "");
        SecretWatch.Check($"lambda-mcp {arguments[0]}", run.Errors);
        return run;
    }

    private ProcessStartInfo Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]);
        start.Environment["XDG_STATE_HOME"] = Path.Combine(_folder.FullName, "state");
        foreach (var name in (string[])["MCP_URL", "MCP_TOKEN"])
            start.Environment.Remove(name);
        return start;
    }
}
