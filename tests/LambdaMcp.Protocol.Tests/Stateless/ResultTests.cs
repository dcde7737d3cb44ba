using System.Text.Json;
using LambdaMcp.Protocol.Tests.Catalogs;

namespace LambdaMcp.Protocol.Tests.Stateless;

public sealed class ResultTests
{
    [Theory]
    [InlineData("server/discover", "{}")]
    [InlineData("tools/list", "{}")]
    [InlineData("tools/call", """{"name":"echo"}""")]
    [InlineData("prompts/list", "{}")]
    [InlineData("prompts/get", """{"name":"greet"}""")]
    [InlineData("resources/list", "{}")]
    [InlineData("resources/templates/list", "{}")]
    [InlineData("resources/read", """{"uri":"test://a"}""")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/prompt","name":"greet"},"argument":{"name":"a","value":"v"}}""")]
    public async Task Every_result_names_its_type_and_the_server(string method, string parameters)
    {
        var host = new McpHost(options: new() { ServerName = "demo", ServerVersion = "7.0" }, add: Everything.Add);

        var result = (await host.AskAsync(method, parameters)).Json.GetProperty("result");

        Assert.Equal("complete", result.GetProperty("resultType").GetString());
        var server = result.GetProperty("_meta").GetProperty("io.modelcontextprotocol/serverInfo");
        Assert.Equal("demo", server.GetProperty("name").GetString());
        Assert.Equal("7.0", server.GetProperty("version").GetString());
    }

    [Theory]
    [InlineData("server/discover", "{}", "public")]
    [InlineData("tools/list", "{}", "private")]
    [InlineData("prompts/list", "{}", "private")]
    [InlineData("resources/list", "{}", "private")]
    [InlineData("resources/templates/list", "{}", "private")]
    [InlineData("resources/read", """{"uri":"test://a"}""", "private")]
    public async Task What_may_be_kept_says_how_long_and_by_whom(string method, string parameters, string scope)
    {
        var result = (await new McpHost(add: Everything.Add).AskAsync(method, parameters)).Json.GetProperty("result");

        Assert.True(result.GetProperty("ttlMs").GetInt64() >= 0);
        Assert.Equal(scope, result.GetProperty("cacheScope").GetString());
    }

    [Theory]
    [InlineData("tools/call", """{"name":"echo"}""")]
    [InlineData("prompts/get", """{"name":"greet"}""")]
    [InlineData("prompts/get", """{"name":"ask"}""")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/prompt","name":"greet"},"argument":{"name":"a","value":"v"}}""")]
    public async Task What_may_not_be_kept_says_nothing_of_it(string method, string parameters)
    {
        var result = (await new McpHost(add: Everything.Add).AskAsync(method, parameters, """{"elicitation":{}}""")).Json.GetProperty("result");

        Assert.False(result.TryGetProperty("ttlMs", out _));
        Assert.False(result.TryGetProperty("cacheScope", out _));
    }

    [Fact]
    public async Task Every_page_of_a_list_has_the_same_scope()
    {
        var host = new McpHost(options: new() { ListPageSize = 1 });

        var first = (await host.AskAsync("tools/list")).Json.GetProperty("result");
        var second = (await host.AskAsync("tools/list", $$"""{"cursor":"{{first.GetProperty("nextCursor").GetString()}}"}""")).Json.GetProperty("result");

        Assert.Equal(first.GetProperty("cacheScope").GetString(), second.GetProperty("cacheScope").GetString());
        Assert.False(second.TryGetProperty("nextCursor", out _));
    }

    [Fact]
    public async Task Earlier_revisions_get_none_of_it()
    {
        var host = new McpHost();
        var answer = await host.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", await host.OpenSessionAsync());

        Assert.Equal(["tools"], answer.Json.GetProperty("result").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Discovery_tells_revisions_capabilities_and_instructions()
    {
        var options = new McpEndpointOptions { Instructions = "Look before you leap." };
        var result = (await new McpHost(options: options, add: Everything.Add).AskAsync("server/discover")).Json.GetProperty("result");

        Assert.Equal("2026-07-28", result.GetProperty("supportedVersions")[0].GetString());
        Assert.Equal("Look before you leap.", result.GetProperty("instructions").GetString());
        var capabilities = result.GetProperty("capabilities");
        foreach (var capability in new[] { "tools", "prompts", "resources", "completions", "logging" })
            Assert.Equal(JsonValueKind.Object, capabilities.GetProperty(capability).ValueKind);
        Assert.False(capabilities.TryGetProperty("extensions", out _));
    }

    [Fact]
    public async Task A_list_is_in_the_same_order_every_time()
    {
        var host = new McpHost();

        Assert.Equal((await host.AskAsync("tools/list")).Body, (await host.AskAsync("tools/list", user: "bob")).Body);
    }

    [Theory]
    [InlineData("", "-32602")]
    [InlineData("2025-11-25", "-32002")]
    public async Task A_resource_that_there_is_not_has_the_code_of_the_revision(string session, string code)
    {
        var host = new McpHost(add: Everything.Add);

        var answer = session.Length == 0
            ? await host.AskAsync("resources/read", """{"uri":"test://none"}""")
            : await host.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"test://none"}}""", await host.OpenSessionAsync());

        Assert.Equal(code, answer.Json.GetProperty("error").GetProperty("code").GetRawText());
        Assert.Equal("test://none", answer.Json.GetProperty("error").GetProperty("data").GetProperty("uri").GetString());
    }
}
