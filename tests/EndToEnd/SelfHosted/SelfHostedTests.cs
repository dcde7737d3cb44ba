using System.Net;
using EndToEnd.Fixture;

namespace EndToEnd.SelfHosted;

/// <summary>The same executable as a plain HTTP server.</summary>
public sealed class SelfHostedTests(LocalDeployment stack)
{
    private const string Token = "a-token-for-the-self-hosted-endpoint";
    private static readonly Dictionary<string, string> Settings = new() { ["MCP_AUTH_TOKEN"] = Token };

    static SelfHostedTests() => SecretWatch.Add(Token, "the token of a self-hosted endpoint");

    [Fact]
    public async Task It_serves_the_same_tools_to_whoever_has_the_token_and_stops_when_told()
    {
        await using var endpoint = await EndpointProcess.StartAsync(stack, Settings);
        using var http = new McpHttp(stack.Ready with { McpUrl = endpoint.Url, Token = Token });

        var result = await http.CallAsync(await http.OpenSessionAsync(), "customer-by-id", """{"customerId":"C-1001"}""");
        using var refused = await http.PostAsync("{}", change: request => request.Headers.Authorization = new("Bearer", "another-token-of-some-length"));
        using var anonymous = new HttpClient();
        // Its output is searched for the token at the end.
        using var misplaced = await anonymous.PostAsync($"{endpoint.Url}?access_token={Token}", null, TestContext.Current.CancellationToken);
        var health = await anonymous.GetStringAsync(endpoint.Url.Replace("/mcp", "/health", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        Assert.Equal("C-1001", result.GetProperty("structuredContent").GetProperty("customerId").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, misplaced.StatusCode);
        Assert.Contains("resource_metadata=", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"ok\"", health, StringComparison.Ordinal);
        Assert.Equal(0, await endpoint.StopAsync());
    }

    [Fact]
    public async Task Two_processes_share_the_sessions_of_one_table()
    {
        var settings = new Dictionary<string, string>(Settings) { ["MCP_SESSIONS_TABLE"] = await Tables.SessionsAsync(stack) };
        await using var first = await EndpointProcess.StartAsync(stack, settings);
        await using var second = await EndpointProcess.StartAsync(stack, settings);
        using var here = new McpHttp(stack.Ready with { McpUrl = first.Url, Token = Token });
        using var there = new McpHttp(stack.Ready with { McpUrl = second.Url, Token = Token });

        var session = await here.OpenSessionAsync();
        await there.CallAsync(session, "echo");
        using var deletion = await there.SendAsync(HttpMethod.Delete, null, session);
        using var gone = await here.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", session);

        Assert.Equal(HttpStatusCode.NoContent, deletion.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("MCP_SERVER_PORT", "many", "whole number")]
    [InlineData("MCP_SESSION_TTL_SECONDS", "1", "60")]
    [InlineData("MCP_AUTH_TOKEN", "short", "MCP_AUTH_TOKEN")]
    [InlineData("MCP_AUTH_TOKEN", "", "MCP_AUTH_TOKEN")]
    [InlineData("MCP_PUBLIC_URL", "nowhere", "URL")]
    [InlineData("MCP_ROLE", "Registration", "Lambda")]
    [InlineData("MCP_AUTH_TOKEN_FILE", "/nowhere/token", "cannot be read")]
    public async Task A_setting_that_cannot_be_used_is_named_and_nothing_starts(string name, string value, string advice)
    {
        var (exitCode, _, errors) = await EndpointProcess.RunAsync(stack, new(Settings) { [name] = value });

        Assert.Equal(2, exitCode);
        Assert.Contains(name, errors, StringComparison.Ordinal);
        Assert.Contains(advice, errors, StringComparison.Ordinal);
        Assert.Contains("--help", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    public async Task Without_any_token_no_address_is_served(string host)
    {
        var (exitCode, _, errors) = await EndpointProcess.RunAsync(stack, new() { ["MCP_SERVER_HOST"] = host });

        Assert.Equal(2, exitCode);
        Assert.Contains("No token is set", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_can_be_a_files_with_a_line_end_behind_it()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"{Token}\n", TestContext.Current.CancellationToken);
        await using var endpoint = await EndpointProcess.StartAsync(stack, new() { ["MCP_AUTH_TOKEN_FILE"] = file });
        using var http = new McpHttp(stack.Ready with { McpUrl = endpoint.Url, Token = Token });

        await http.CallAsync(await http.OpenSessionAsync(), "echo");

        File.Delete(file);
    }

    [Fact]
    public async Task A_session_in_memory_ends_with_its_process_and_opens_at_no_other()
    {
        await using var first = await EndpointProcess.StartAsync(stack, Settings);
        await using var second = await EndpointProcess.StartAsync(stack, Settings);
        using var here = new McpHttp(stack.Ready with { McpUrl = first.Url, Token = Token });
        using var there = new McpHttp(stack.Ready with { McpUrl = second.Url, Token = Token });

        var session = await here.OpenSessionAsync();
        using var elsewhere = await there.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", session);

        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Instances_that_share_sessions_but_no_key_are_warned(bool sharesKey)
    {
        var settings = new Dictionary<string, string>(Settings) { ["MCP_SESSIONS_TABLE"] = await Tables.SessionsAsync(stack) };
        if (sharesKey)
            settings["MCP_SEALING_KEY"] = "a key of sixteen characters or more";
        await using var endpoint = await EndpointProcess.StartAsync(stack, settings);

        await endpoint.StopAsync();

        Assert.Equal(!sharesKey, (await endpoint.WrittenAsync()).Contains("MCP_SEALING_KEY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_names_every_setting()
    {
        var (exitCode, output, _) = await EndpointProcess.RunAsync(stack, [], "--help");

        Assert.Equal(0, exitCode);
        Assert.All(["FUNCTION_PREFIX", "FUNCTION_LIST", "MCP_SERVER_PORT", "MCP_SESSIONS_TABLE", "LOG_LEVEL"], name =>
            Assert.Contains(name, output, StringComparison.Ordinal));
    }
}
