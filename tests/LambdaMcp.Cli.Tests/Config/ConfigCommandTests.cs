using System.Text.Json;
using LambdaMcp.Cli.Tests.Server;

namespace LambdaMcp.Cli.Tests.Config;

/// <summary><c>lambda-mcp config</c>.</summary>
public sealed class ConfigCommandTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CliRunner _cli = new() { Variables = { ["MCP_URL"] = "https://mcp.example.com/mcp", ["MCP_TOKEN"] = "a-token-that-is-secret" } };

    [Theory]
    [InlineData("claude-code", """{"mcpServers":{"lambda-mcp":{"type":"http","url":"https://mcp.example.com/mcp","headers":{"Authorization":"Bearer ${MCP_TOKEN}"}}}}""")]
    [InlineData("cursor", """{"mcpServers":{"lambda-mcp":{"url":"https://mcp.example.com/mcp","headers":{"Authorization":"Bearer ${env:MCP_TOKEN}"}}}}""")]
    [InlineData("amazon-q", """{"mcpServers":{"lambda-mcp":{"type":"http","url":"https://mcp.example.com/mcp","headers":{"Authorization":"Bearer ${env:MCP_TOKEN}"}}}}""")]
    [InlineData("vscode", """{"inputs":[{"type":"promptString","id":"mcp-token","description":"Bearer token of lambda-mcp","password":true}],"servers":{"lambda-mcp":{"type":"http","url":"https://mcp.example.com/mcp","headers":{"Authorization":"Bearer ${input:mcp-token}"}}}}""")]
    [InlineData("claude-desktop", """{"mcpServers":{"lambda-mcp":{"command":"npx","args":["-y","mcp-remote","https://mcp.example.com/mcp","--header","Authorization:${AUTH_HEADER}"],"env":{"AUTH_HEADER":"Bearer PASTE-THE-TOKEN-HERE"}}}}""")]
    public async Task A_client_is_given_the_url_and_where_the_token_is(string client, string configuration)
    {
        var run = await _cli.RunAsync("config", client);

        Assert.Equal((0, configuration), (run.ExitCode, Compact(run.Output)));
        Assert.DoesNotContain("secret", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_itself_is_written_only_when_asked_for()
    {
        var run = await _cli.RunAsync("config", "claude-desktop", "--with-token", "--name", "work");
        var inspector = await _cli.RunAsync("config", "inspector");

        Assert.Contains("\"AUTH_HEADER\":\"Bearer a-token-that-is-secret\"", Compact(run.Output), StringComparison.Ordinal);
        Assert.Contains("\"work\"", run.Output, StringComparison.Ordinal);
        Assert.Equal("""npx -y @modelcontextprotocol/inspector --transport http --server-url https://mcp.example.com/mcp --header "Authorization: Bearer $MCP_TOKEN" """.TrimEnd(), inspector.LastLine);
    }

    [Fact]
    public async Task The_executable_gets_the_settings_of_the_stack_and_those_that_are_given()
    {
        await using var aws = await FakeAws.StartAsync();
        _cli.AwsUrl = aws.Url;

        var run = await _cli.RunAsync("config", "vscode", "--stack", "the-stack", "--region", "eu-west-1", "--stdio", "/opt/bootstrap", "--env", "AWS_PROFILE=work");

        Assert.Equal(
            """{"servers":{"lambda-mcp":{"type":"stdio","command":"/opt/bootstrap","args":["--stdio"],"env":{"AWS_REGION":"eu-west-1","FUNCTION_PREFIX":"mcp-","MCP_REGISTRATIONS_TABLE":"the-table","AWS_PROFILE":"work"}}}}""",
            Compact(run.Output));
    }

    [Fact]
    public async Task A_stack_gives_the_url_and_its_token_is_read_only_where_it_is_needed()
    {
        await using var aws = await FakeAws.StartAsync();
        _cli.AwsUrl = aws.Url;
        _cli.Variables.Remove("MCP_TOKEN");

        var without = await _cli.RunAsync("config", "claude-code", "--stack", "the-stack");
        var asked = aws.Asked.Count;
        var with = await _cli.RunAsync("config", "claude-code", "--stack", "the-stack", "--with-token");
        var none = await _cli.RunAsync("config", "claude-code", "--stack", "none");

        Assert.Contains(aws.McpUrl, without.Output, StringComparison.Ordinal);
        Assert.Equal(1, asked);
        Assert.Contains($"Bearer {TestEndpoint.Token}", with.Output, StringComparison.Ordinal);
        Assert.Equal((1, true), (none.ExitCode, none.Errors.Contains("does not exist", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("config", "no-such-client")]
    [InlineData("config", "cursor", "--url", "no url")]
    [InlineData("config", "cursor", "--url", "https://a.example", "--stack", "b")]
    [InlineData("config", "cursor", "--stdio", "x", "--env", "NAME")]
    public async Task A_mistake_is_told(params string[] args) => Assert.Equal(2, (await _cli.RunAsync(args)).ExitCode);

    private static string Compact(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json), Plain);
}
