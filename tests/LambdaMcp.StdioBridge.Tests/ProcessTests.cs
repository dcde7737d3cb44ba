using System.Diagnostics;
using System.Text.Json.Nodes;
using LambdaMcp.StdioBridge.Tests.Events;

namespace LambdaMcp.StdioBridge.Tests;

/// <summary>The bridge as its own process, with a server of its own.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task One_environment_serves_events_of_every_kind_with_one_server()
    {
        await using var function = await StartAsync();

        var listed = await AnswerAsync(function, Sample.Of("json-rpc-tools-list.json"));
        var called = await AnswerAsync(function, Sample.Of("agentcore-tool-call.json"), Sample.Of("agentcore-client-context.json"));
        var requested = await AnswerAsync(function, Sample.Of("http-api-v2.json"));
        var streamed = await function.InvokeAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"report","_meta":{"progressToken":1}}}""", """{"custom":{"mcp":"{\"principal\":\"ada\"}"}}""");
        var unnamed = await AnswerAsync(function, Sample.Of("agentcore-tool-call.json"));

        Assert.Equal("echo", (string?)listed["result"]!["tools"]![0]!["name"]);
        Assert.NotNull(called["content"]);
        Assert.Equal(200, (int?)requested["statusCode"]);
        Assert.Contains("message", (string?)requested["body"], StringComparison.Ordinal);
        Assert.Equal(2, System.Text.Encoding.UTF8.GetString(streamed.Body).TrimEnd().Split('\n').Length);
        Assert.Equal("talking-mcp", (string?)unnamed["error"]!["data"]!["server_id"]);
    }

    [Fact]
    public async Task A_wrapper_serves_in_the_place_of_the_runtime_whose_command_it_is_given()
    {
        await using var function = await StartAsync("/var/lang/bin/node", "--max-http-header-size=81920", "/var/runtime/index.mjs");

        var listed = await AnswerAsync(function, Sample.Of("json-rpc-tools-list.json"));

        Assert.Equal("echo", (string?)listed["result"]!["tools"]![0]!["name"]);
    }

    [Fact]
    public async Task A_failed_tool_call_of_the_gateway_fails_the_function()
    {
        await using var function = await StartAsync();

        var (failed, body) = await function.InvokeAsync("{}", """{"custom":{"bedrockAgentCoreToolName":"t___refuse"}}""");
        var error = JsonNode.Parse(body)!;

        Assert.True(failed);
        Assert.Equal(("ToolCallFailedException", "Not like this."), ((string?)error["errorType"], (string?)error["errorMessage"]));
    }

    [Fact]
    public async Task A_bridge_that_is_told_to_stop_stops_its_server_first()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var bridge = Start([], ("AWS_LAMBDA_FUNCTION_NAME", null), ("MCP_SERVER_PORT", "0"), ("MCP_AUTH_TOKEN", "a-token-of-the-test"), ("STDIO_SERVER_COMMAND", "/bin/sh"),
            ("STDIO_SERVER_ARGS", $$"""["-c","echo server $$ >&2; exec {{TalkingServer.Program}}"]"""));
        var output = await OutputWithAsync(bridge, "\"line\":\"server ", "MCP endpoint");
        var number = int.Parse(output.Split("\"line\":\"server ")[1].Split('"')[0], System.Globalization.CultureInfo.InvariantCulture);

        using (var kill = Process.Start("kill", ["-TERM", $"{bridge.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await bridge.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bridge.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, bridge.ExitCode);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(number));
    }

    [Fact]
    public async Task The_server_cannot_look_into_the_process_that_started_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no /proc.");
        Assert.SkipWhen(System.Environment.IsPrivilegedProcess && Unprivileged.Length == 0, "Root may look everywhere, and there is no setpriv.");
        using var bridge = Start([], ("AWS_LAMBDA_FUNCTION_NAME", null), ("MCP_SERVER_PORT", "0"), ("MCP_AUTH_TOKEN", "a-token-of-the-test"), ("STDIO_SERVER_COMMAND", "/bin/sh"),
            ("STDIO_SERVER_ARGS", """["-c","cat /proc/$PPID/environ | tr '\\0' '\\n' >&2; echo it looked >&2; exec cat"]"""));
        var output = await OutputWithAsync(bridge, "it looked");
        bridge.Kill(entireProcessTree: true);

        Assert.DoesNotContain("a-token-of-the-test", output, StringComparison.Ordinal);
        Assert.Contains("/environ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("STDIO_SERVER_ARGS", "not JSON", "STDIO_SERVER_ARGS")]
    [InlineData("STDIO_SERVER_COMMAND", "", "STDIO_SERVER_COMMAND")]
    [InlineData("STDIO_SERVER_SECRETS", """{"API_KEY":"arn:aws:ssm:us-east-1:123456789012:parameter/key"}""", "API_KEY")]
    public async Task A_setting_that_cannot_be_used_ends_the_process_with_a_plain_message(string variable, string value, string told)
    {
        // Nobody listens there, and the SDK tries no more than once.
        using var bridge = Start(
            [], ("AWS_ENDPOINT_URL", "http://127.0.0.1:1"), ("AWS_MAX_ATTEMPTS", "1"), ("AWS_REGION", "us-east-1"), ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"), (variable, value));

        var error = await bridge.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bridge.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, bridge.ExitCode);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.DoesNotContain(" at LambdaMcp", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_needs_no_server()
    {
        using var bridge = Start(["--help"], ("STDIO_SERVER_COMMAND", null));

        var help = await bridge.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bridge.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, bridge.ExitCode);
        Assert.Contains("STDIO_SERVER_COMMAND", help, StringComparison.Ordinal);
        Assert.Contains("MCP_AUTH_TOKEN", help, StringComparison.Ordinal);
    }

    // From its own folder: what it rests on is not all beside the tests.
    internal static string Bridge { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "LambdaMcp.StdioBridge", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "bootstrap.dll"));

    private static Task<FunctionProcess> StartAsync(params string[] arguments) => FunctionProcess.StartAsync(
        "bootstrap",
        _ => new()
        {
            ["STDIO_SERVER_COMMAND"] = TalkingServer.Program,
            ["STDIO_SERVER_ENV"] = Environment,
            ["STDIO_SERVER_ID"] = "talking-mcp",
            ["MCP_AUTH_TOKEN"] = "demo-token-of-the-samples",
        },
        program: Bridge,
        arguments: arguments);

    // What root may do says nothing of what a function's user may.
    private static string[] Unprivileged { get; } =
        System.Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv") ? ["/usr/bin/setpriv", "--bounding-set=-all", "--inh-caps=-all"] : [];

    private static string Environment => new JsonObject { ["DOTNET_ROOT"] = TalkingServer.Runtime }.ToJsonString();

    private static async Task<JsonNode> AnswerAsync(FunctionProcess function, byte[] json, byte[]? clientContext = null)
    {
        var (failed, body) = await function.InvokeAsync(
            System.Text.Encoding.UTF8.GetString(json).Replace("Bearer demo-token", "Bearer demo-token-of-the-samples", StringComparison.Ordinal),
            clientContext is null ? null : JsonNode.Parse(clientContext)!.ToJsonString());
        Assert.False(failed, function.Output);
        return JsonNode.Parse(body)!;
    }

    private static Process Start(string[] args, params (string Name, string? Value)[] variables)
    {
        string[] command = [.. Unprivileged, "dotnet", "exec", Bridge, .. args];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["STDIO_SERVER_COMMAND"] = TalkingServer.Program, ["STDIO_SERVER_ENV"] = Environment },
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    // Each of the texts is in a line of its own, in whatever order.
    private static async Task<string> OutputWithAsync(Process process, params string[] texts)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        var output = "";
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            output += line + "\n";
            if (texts.All(text => output.Contains(text, StringComparison.Ordinal)))
                return output;
        }

        throw new InvalidOperationException($"It ended: {await process.StandardError.ReadToEndAsync(limit.Token)}");
    }
}
