using System.Diagnostics;
using System.Text.Json;
using EndToEnd.Fixture;
using EndToEnd.Telemetry;

namespace EndToEnd.Stacks;

/// <summary>The command line on a stack's name alone: CloudFormation, and all that it leads to, is Local's.</summary>
public sealed class StackTests(LocalDeployment stack)
{
    private const string Name = "lambda-mcp";

    private static readonly string Program = Repository.Path("artifacts", "net10.0", "bin", "LambdaMcp.Cli", Repository.Configuration.ToLowerInvariant(), "lambda-mcp.dll");

    [Fact]
    public async Task Tools_are_shown_called_and_found_again_in_the_logs()
    {
        var tools = await DoneAsync("tools", "--json");
        var called = await DoneAsync("call", "customer-by-id", "customerId=C-1001");
        var failed = await RunAsync("call", "failing", "message=of the stack");
        await RecordedLines.ReadAsync(stack, line => line.Text("name") == "failing" && line.Text("outcome") == "tool_error");
        await RecordedLines.ReadAsync(stack, line => line.Text("Service") == "mcp-authorizer");
        var logs = await DoneAsync("logs", "--tool", "failing", "--level", "warning", "--json");
        var authorizer = await DoneAsync("logs", "--function", "authorizer", "--level", "debug");

        Assert.Contains(JsonElement.Parse(tools).GetProperty("tools").EnumerateArray(), tool => tool.GetProperty("name").GetString() == "customer-by-id");
        Assert.Equal("C-1001", JsonElement.Parse(called).GetProperty("customerId").GetString());
        Assert.Equal(3, failed.ExitCode);
        Assert.Contains("tool_error", logs, StringComparison.Ordinal);
        Assert.NotEmpty(authorizer);
    }

    [Fact]
    public async Task A_token_is_made_listed_rotated_and_revoked()
    {
        var token = (await DoneAsync("token", "create", "of-the-stack", "--quiet")).TrimEnd('\n');
        var listed = await DoneAsync("token", "list");
        var tools = await RunAsync("tools", "--token", token);
        var revoked = await RunAsync("token", "revoke", "of-the-stack");
        var after = await DoneAsync("token", "list", "--all");

        Assert.Contains($"{token[5..21]}\tof-the-stack\tactive", listed, StringComparison.Ordinal);
        Assert.Equal(0, tools.ExitCode);
        Assert.Equal(0, revoked.ExitCode);
        Assert.Contains($"{token[5..21]}\tof-the-stack\trevoked", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registrations_are_listed()
    {
        var listed = await DoneAsync("register", "list", "--json");

        Assert.Equal(JsonValueKind.Object, JsonElement.Parse(listed).ValueKind);
    }

    [Fact]
    public async Task The_doctor_finds_every_hop_of_the_stack_well()
    {
        var report = JsonElement.Parse(await DoneAsync(
            "doctor", "--call", "customer-by-id", "--args", """{"customerId":"C-1001"}""", "--function", "mcp-sample-customer-by-id", "--json"));

        var hops = report.GetProperty("hops").EnumerateArray().ToLookup(hop => hop.GetProperty("hop").GetString(), hop => hop.GetProperty("verdict").GetString());
        Assert.Equal(stack.Ready.McpUrl, report.GetProperty("url").GetString());
        Assert.All((string[])["stack", "name", "connection", "health", "metadata", "challenge", "token", "session", "stateless", "call", "registration"], hop => Assert.Equal(["good"], hops[hop]));
        Assert.Equal(3, hops["function"].Count());
    }

    [Fact]
    public async Task A_stack_that_is_not_there_or_is_of_something_else_is_named()
    {
        var none = await RunAsync(["tools", "--stack", "another"]);
        var table = await RunAsync(["token", "list", "--stack", "another"]);
        var samples = await RunAsync(["tools", "--stack", "lambda-mcp-2"]);

        Assert.All([none, table, samples], run => Assert.Equal(1, run.ExitCode));
        Assert.Contains("Stack with id another does not exist", none.Errors, StringComparison.Ordinal);
        Assert.Contains("Stack 'another' does not exist", table.Errors, StringComparison.Ordinal);
        Assert.Contains("The stack lambda-mcp-2 (CREATE_COMPLETE) has no output McpUrl", samples.Errors, StringComparison.Ordinal);
    }

    private async Task<string> DoneAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, $"{run.Output}\n{run.Errors}");
        return run.Output;
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments, .. arguments.Contains("--stack") ? (string[])[] : ["--stack", Name]]);
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("MCP_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["AWS_ENDPOINT_URL"] = stack.Ready.EndpointUrl;
        start.Environment["AWS_REGION"] = stack.Ready.Region;
        start.Environment["AWS_ACCESS_KEY_ID"] = stack.Ready.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = stack.Ready.SecretAccessKey;
        var run = await Script.RunAsync(start, "");
        SecretWatch.Check($"lambda-mcp {arguments[0]} --stack", run.Errors);
        return run;
    }
}
