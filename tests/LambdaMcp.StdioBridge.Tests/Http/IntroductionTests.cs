using System.Text.Json;
using LambdaMcp.StdioClient;

namespace LambdaMcp.StdioBridge.Tests.Http;

public sealed class IntroductionTests
{
    private const string ServerInfo = """{"name":"child","version":"1.2.3","title":"The child","websiteUrl":"https://example.com"}""";

    [Fact]
    public async Task The_endpoint_says_of_itself_what_the_server_says()
    {
        await using var host = new EndpointHost(new());

        var result = (await host.AskAsync("initialize")).GetProperty("result");

        Assert.Equal(ServerInfo, result.GetProperty("serverInfo").GetRawText());
        Assert.Equal("Ask nicely.", result.GetProperty("instructions").GetString());
        Assert.Equal(
            """{"tools":{"listChanged":true},"prompts":{},"resources":{"subscribe":true},"logging":{},"completions":{}}""",
            result.GetProperty("capabilities").GetRawText());
    }

    [Fact]
    public async Task Clients_without_sessions_are_told_the_same()
    {
        await using var host = new EndpointHost(new());

        var result = (await host.AskStatelessAsync("server/discover")).GetProperty("result");

        Assert.Equal(ServerInfo, result.GetProperty("_meta").GetProperty("io.modelcontextprotocol/serverInfo").GetRawText());
        Assert.Equal("Ask nicely.", result.GetProperty("instructions").GetString());
        Assert.True(result.GetProperty("capabilities").TryGetProperty("prompts", out _));
    }

    [Fact]
    public async Task What_the_settings_say_counts_more()
    {
        await using var host = new EndpointHost(new(), new() { ServerName = "ours", Instructions = "Ask twice." });

        var result = (await host.AskAsync("initialize")).GetProperty("result");

        Assert.Equal("""{"name":"ours","version":"1.2.3","websiteUrl":"https://example.com"}""", result.GetProperty("serverInfo").GetRawText());
        Assert.Equal("Ask twice.", result.GetProperty("instructions").GetString());
    }

    [Theory]
    [InlineData("prompts/list")]
    [InlineData("resources/templates/list")]
    [InlineData("completion/complete")]
    [InlineData("logging/setLevel")]
    [InlineData("resources/subscribe")]
    public async Task What_the_server_does_not_have_is_neither_announced_nor_served(string method)
    {
        var server = new FakeServer();
        server.Begin("""{"tools":{}}""");
        await using var host = new EndpointHost(server);

        Assert.Equal("""{"tools":{}}""", (await host.AskAsync("initialize")).GetProperty("result").GetProperty("capabilities").GetRawText());
        Assert.Equal(-32601, Error(await host.AskAsync(method)).GetProperty("code").GetInt32());
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_server_that_does_not_start_is_told_of_on_every_call()
    {
        var server = new FakeServer { Failure = new(ServerFailure.NotStarted, "The server could not be started: no such file.") };
        await using var host = new EndpointHost(server);

        foreach (var answer in new[] { await host.AskAsync("initialize"), await host.AskStatelessAsync("tools/list"), await host.AskStatelessAsync("tools/call", "\"name\":\"a\"", "a") })
        {
            Assert.Equal(-32603, Error(answer).GetProperty("code").GetInt32());
            Assert.Equal("The server could not be started: no such file.", Error(answer).GetProperty("message").GetString());
        }
    }

    private static JsonElement Error(JsonElement answer) => answer.GetProperty("error");
}
