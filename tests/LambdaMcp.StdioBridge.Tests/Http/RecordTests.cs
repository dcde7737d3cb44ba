using System.Security.Claims;
using System.Text.Json;
using LambdaMcp.StdioClient;

namespace LambdaMcp.StdioBridge.Tests.Http;

public sealed class RecordTests
{
    private readonly FakeServer _server = new FakeServer()
        .Answer("tools/list", """{"tools":[{"name":"look","inputSchema":{"type":"object"}}]}""")
        .Answer("tools/call", """{"content":[]}""");

    [Fact]
    public async Task A_call_is_written_down_once()
    {
        await using var host = new EndpointHost(_server);

        await host.AskAsync("tools/call", """{"name":"look","arguments":{"at":"me"}}""");

        Assert.Equal(("look", "ok", "alice"), Told(Assert.Single(_server.Written.All)));
    }

    [Theory]
    [InlineData("tools/call", """{"name":"look"}""", "look")]
    [InlineData("prompts/get", """{"name":"look"}""", "look")]
    [InlineData("resources/read", """{"uri":"file:///people/ada"}""", "")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/prompt","name":"look"},"argument":{"name":"a","value":"b"}}""", "look")]
    public async Task A_call_that_a_token_may_not_make_is_written_down_as_refused(string method, string parameters, string name)
    {
        await using var host = new EndpointHost(_server);

        await host.AskAsync(method, parameters, new Claim("tools", """["a"]"""), new Claim("prompts", """["b"]"""), new Claim("resources", """["r:b"]"""));

        var record = Assert.Single(_server.Written.All);
        Assert.Equal((name, "refused", "alice"), Told(record));
        Assert.Equal("unknown", WrittenRecords.Member(record, "code"));
        Assert.Equal(0, _server.Times(method));
    }

    [Fact]
    public async Task A_call_whose_headers_are_to_be_compared_is_written_down_though_the_list_for_it_cannot_be_read()
    {
        await using var host = new EndpointHost(_server.Answer("tools/list", _ => throw new ServerFailedException(ServerFailure.Ended, "It is gone.")));

        await host.AskStatelessAsync("tools/call", """ "name":"look" """, "look");

        Assert.Equal(("look", "error", "alice"), Told(Assert.Single(_server.Written.All)));
    }

    private static (string Name, string? Outcome, string? Principal) Told(JsonElement record) =>
        (WrittenRecords.Member(record, "name") ?? "", WrittenRecords.Member(record, "outcome"), WrittenRecords.Member(record, "principal"));
}
