using System.Text.Json;
using LambdaMcp.Cli.Tests.Server;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Cli.Tests.Doctor;

/// <summary><c>lambda-mcp doctor</c> on a way that is whole, and on ways with each hop broken.</summary>
public sealed class DoctorTests : IAsyncLifetime
{
    private TestEndpoint _endpoint = null!;
    private FakeAws _aws = null!;

    [Fact]
    public async Task A_whole_way_is_well_in_both_eras_with_a_stack_behind_it()
    {
        _aws.McpUrl = _endpoint.Url;
        _endpoint.Instead = Registration(StatusCodes.Status200OK);
        var cli = new CliRunner { AwsUrl = _aws.Url };

        var run = await cli.RunAsync("doctor", "--stack", "the-stack", "--call", "echo", "--args", """{"text":"a","count":2}""", "--function", "a-tool", "--region", "eu-west-1");

        Assert.Equal(
            ["stack good", "name good", "connection good", "health good", "clock good", "metadata good", "challenge good", "token good", "initialize good", "session good", "stateless good", "call good", "registration good", "function good"],
            run.Output.TrimEnd().Split('\n').Select(line => line.Split('\t')).Select(cells => $"{cells[1]} {(cells[0] == "ok" ? "good" : cells[0])}"));
        Assert.Equal((0, true), (run.ExitCode, run.Errors.Contains("All is well.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("health", "/prod/health", null, 502, "lambda-mcp logs --function endpoint")]
    [InlineData("health", "/prod/health", null, 403, "output McpUrl")]
    [InlineData("metadata", "/prod/.well-known/oauth-protected-resource", null, 401, "outside of the authorizer")]
    [InlineData("challenge", "/prod/mcp", "\"ping\"", 200, "the authorizer in front")]
    [InlineData("challenge", "/prod/mcp", "\"ping\"", 403, "output McpUrl")]
    [InlineData("challenge", "/prod/mcp", "\"ping\"", 500, "--function authorizer")]
    [InlineData("challenge", "/prod/mcp", "\"ping\"", 401, "gateway responses")]
    [InlineData("token", "/prod/mcp", "\"initialize\"", 401, "token list")]
    [InlineData("token", "/prod/mcp", "\"initialize\"", 403, "--scope mcp")]
    [InlineData("token", "/prod/mcp", "\"initialize\"", 500, "--function authorizer")]
    [InlineData("initialize", "/prod/mcp", "\"initialize\"", 504, "MemorySize")]
    [InlineData("session", "/prod/mcp", "\"id\":2,\"method\":\"tools/list\"", 404, "SessionsTable")]
    [InlineData("stateless", "/prod/mcp", "2026-07-28", 500, "--level warning")]
    [InlineData("registration", "/prod/register", null, 403, "execute-api:Invoke")]
    [InlineData("registration", "/prod/register", null, 500, "--function registration")]
    public async Task A_hop_that_is_broken_is_named_with_what_to_do(string hop, string path, string? message, int status, string advice)
    {
        _endpoint.Instead = async context =>
        {
            context.Request.EnableBuffering();
            using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            context.Request.Body.Position = 0;
            if (context.Request.Path != path || (message is not null && !body.Contains(message, StringComparison.Ordinal)))
                return path != "/prod/register" && await Registration(200)(context);
            context.Response.StatusCode = status;
            await context.Response.WriteAsync("""{"message":"broken"}""", context.RequestAborted);
            return true;
        };
        var cli = _endpoint.Cli();
        (cli.AwsUrl, cli.Variables["MCP_REGISTER_URL"]) = (_aws.Url, $"{_endpoint.Root}/prod/register");

        var run = await RunAsync(cli);

        Assert.Equal(1, run.ExitCode);
        var first = run.Hops.First(found => found.GetProperty("verdict").GetString() == "broken");
        Assert.Equal(hop, first.GetProperty("hop").GetString());
        Assert.Contains(advice, first.GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_challenge_whose_body_is_no_json_rpc_is_broken()
    {
        _endpoint.Instead = async context =>
        {
            if (context.Request.Headers.Authorization.Count > 0 || context.Request.Path != "/prod/mcp")
                return false;
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await context.Response.WriteAsync("""{"message":"Unauthorized"}""", context.RequestAborted);
            return true;
        };

        var run = await RunAsync(_endpoint.Cli());

        Assert.Contains("JSON-RPC", Broken(run).GetProperty("meaning").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "http://no-such-machine.invalid/prod/mcp")]
    [InlineData("connection", "http://127.0.0.1:9/prod/mcp")]
    public async Task What_is_not_reached_ends_the_walk(string hop, string url)
    {
        var cli = _endpoint.Cli();
        cli.Variables["MCP_URL"] = url;

        var run = await RunAsync(cli);

        Assert.Equal(hop, Broken(run).GetProperty("hop").GetString());
        Assert.Equal(hop, run.Hops[^1].GetProperty("hop").GetString());
    }

    [Fact]
    public async Task A_clock_that_is_off_and_a_missing_token_are_told()
    {
        var cli = _endpoint.Cli();
        cli.Variables.Remove("MCP_TOKEN");
        cli.Time = new OffTime();

        var run = await RunAsync(cli);

        Assert.Equal(["clock", "token"], run.Hops.Where(hop => hop.GetProperty("verdict").GetString() == "broken").Select(hop => hop.GetProperty("hop").GetString()!));
    }

    [Fact]
    public async Task A_tool_that_fails_a_function_that_is_not_there_and_a_stack_that_rolled_back_are_told()
    {
        (_aws.McpUrl, _aws.Function, _aws.StackStatus) = (_endpoint.Url, null, "ROLLBACK_COMPLETE");
        _endpoint.Instead = Registration(StatusCodes.Status200OK);

        var run = await RunAsync(new CliRunner { AwsUrl = _aws.Url }, "--stack", "the-stack", "--call", "fail", "--function", "gone");

        Assert.Equal(["stack", "call", "function"], run.Hops.Where(hop => hop.GetProperty("verdict").GetString() == "broken").Select(hop => hop.GetProperty("hop").GetString()!));
    }

    public async ValueTask InitializeAsync() => (_endpoint, _aws) = (await TestEndpoint.StartAsync(), await FakeAws.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _endpoint.DisposeAsync();
        await _aws.DisposeAsync();
    }

    private static JsonElement Broken((int ExitCode, List<JsonElement> Hops) run) => run.Hops.Single(hop => hop.GetProperty("verdict").GetString() == "broken");

    private static async Task<(int ExitCode, List<JsonElement> Hops)> RunAsync(CliRunner cli, params string[] more)
    {
        var run = await cli.RunAsync(["doctor", "--json", "--region", "eu-west-1", .. more]);
        Assert.True(run.Output.Length > 0, run.Errors);
        return (run.ExitCode, [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("hops").EnumerateArray()]);
    }

    private static Func<HttpContext, Task<bool>> Registration(int status) => async context =>
    {
        if (context.Request.Path != "/prod/register")
            return false;
        context.Response.StatusCode = status;
        await context.Response.WriteAsync("""{"registrations":[]}""", context.RequestAborted);
        return true;
    };

    private sealed class OffTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddMinutes(10);
    }
}
