using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.StdioClient;

namespace LambdaMcp.StdioBridge.Tests.Http;

public sealed class CallTests
{
    private static readonly JsonElement Data = JsonSerializer.Deserialize<JsonElement>("""{"why":"gone"}""");

    [Fact]
    public async Task A_call_reaches_the_server_as_it_is_and_its_result_the_client()
    {
        var server = new FakeServer().Answer("tools/call", request => $$"""{"content":[],"structuredContent":{{request.Params.GetProperty("arguments").GetRawText()}},"x":1}""");
        await using var host = new EndpointHost(server);

        var answer = await host.AskAsync("tools/call", """{"name":"echo","arguments":{"a":[1.0,"ü"]}}""");

        Assert.Equal("""{"content":[],"structuredContent":{"a":[1.0,"ü"]},"x":1}""", answer.GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task An_error_of_the_server_keeps_its_code_and_data()
    {
        var server = new FakeServer().Answer("tools/call", _ => throw new McpErrorException("Gone", -32042, Data));
        await using var host = new EndpointHost(server);

        Assert.Equal("""{"code":-32042,"message":"Gone","data":{"why":"gone"}}""", (await host.AskAsync("tools/call", """{"name":"a"}""")).GetProperty("error").GetRawText());
    }

    [Fact]
    public async Task A_code_that_the_newest_revision_took_back_is_another_there()
    {
        var server = new FakeServer().Answer("resources/read", _ => throw new McpErrorException("No such resource", -32002, Data));
        await using var host = new EndpointHost(server);

        Assert.Equal(-32002, (await host.AskAsync("resources/read", """{"uri":"r:a"}""")).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(
            """{"code":-32602,"message":"No such resource","data":{"why":"gone"}}""",
            (await host.AskStatelessAsync("resources/read", "\"uri\":\"r:a\"", "r:a")).GetProperty("error").GetRawText());
    }

    [Fact]
    public async Task A_failure_of_the_server_is_an_internal_error_that_says_what_happened()
    {
        var server = new FakeServer().Answer("tools/call", _ => throw new ServerFailedException(ServerFailure.Ended, "The server ended (exit code 1)."));
        await using var host = new EndpointHost(server);

        Assert.Equal(
            """{"code":-32603,"message":"The server ended (exit code 1)."}""", (await host.AskAsync("tools/call", """{"name":"a"}""")).GetProperty("error").GetRawText());
    }

    [Fact]
    public async Task Values_complete_an_argument()
    {
        var server = new FakeServer().Answer("completion/complete", """{"completion":{"values":["paris","park"],"total":7,"hasMore":true}}""");
        await using var host = new EndpointHost(server);

        var answer = await host.AskAsync("completion/complete", """{"ref":{"type":"ref/prompt","name":"p"},"argument":{"name":"city","value":"pa"}}""");

        Assert.Equal("""{"values":["paris","park"],"total":7,"hasMore":true}""", answer.GetProperty("result").GetProperty("completion").GetRawText());
    }

    [Fact]
    public async Task Subscriptions_are_the_servers_and_outlive_its_process()
    {
        var server = new FakeServer().Answer("resources/subscribe", request =>
                request.Params.GetProperty("uri").GetString() == "r:a" ? "{}" : throw new McpErrorException("No such resource", -32002))
            .Answer("tools/list", "{}").Answer("prompts/list", "{}").Answer("resources/list", "{}").Answer("resources/templates/list", "{}");
        await using var host = new EndpointHost(server);

        Assert.True((await host.AskAsync("resources/subscribe", """{"uri":"r:a"}""")).TryGetProperty("result", out _));
        await host.AskAsync("resources/subscribe", """{"uri":"r:a"}""");
        Assert.Equal(1, server.Times("resources/subscribe"));
        Assert.Equal(-32002, (await host.AskAsync("resources/subscribe", """{"uri":"r:none"}""")).GetProperty("error").GetProperty("code").GetInt32());

        host.Hear("notifications/resources/updated", """{"uri":"r:a"}""");
        Assert.Single(await host.Get<IResourceUpdates>().ReadAsync(["r:a", "r:none"], TestContext.Current.CancellationToken));

        server.BeginAnew();
        server.Asked.Clear();
        await host.Get<IChangeSource>().ReadAsync(Looking, TestContext.Current.CancellationToken);
        Assert.Equal(1, server.Times("resources/subscribe"));
    }

    private static readonly McpRequest Looking = new() { Id = default, Method = "", Params = default, ProtocolVersion = "2025-11-25", Principal = "alice" };
}
