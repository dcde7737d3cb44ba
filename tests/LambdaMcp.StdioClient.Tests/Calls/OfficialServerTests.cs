using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.StdioClient.Calls;
using LambdaMcp.StdioClient.Tests.Wire;
using ModelContextProtocol;

namespace LambdaMcp.StdioClient.Tests.Calls;

public sealed class OfficialServerTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "2026-07-28")]
    [InlineData(false, "2025-11-25")]
    public async Task The_official_server_understands_us_in_both_eras(bool probes, string version)
    {
        await using var server = new OfficialServer(probes);
        var handshake = await server.Connection.OpenAsync(End);
        Assert.Equal((version, probes, "Be kind"), (handshake.ProtocolVersion, handshake.IsStateless, handshake.Instructions));
        Assert.Equal("official", handshake.ServerInfo.GetProperty("name").GetString());

        var tools = await CallAsync(server, "tools/list", "{}");
        Assert.Equal("greet", tools.Json.GetProperty("tools")[0].GetProperty("name").GetString());
        var listener = new Listener();
        var greeted = await CallAsync(server, "tools/call", """{"name":"greet","arguments":{"name":"Ann"},"_meta":{"progressToken":"t"}}""", listener);
        Assert.Equal("Hello Ann", greeted.Json.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal("""notifications/progress {"progressToken":"t","progress":1,"total":2}""", Assert.Single(listener.Heard));
        Assert.Equal("text", (await CallAsync(server, "resources/read", """{"uri":"test://a"}""")).Json.GetProperty("contents")[0].GetProperty("text").GetString());

        var error = await Assert.ThrowsAsync<McpErrorException>(() => CallAsync(server, "tools/call", """{"name":"unknown"}"""));
        Assert.Equal((McpErrorCode.InvalidParams, "There is no such tool."), (error.ErrorCode, error.Message));
        Assert.True(await server.Connection.PingAsync(TimeSpan.FromSeconds(20), End));
        Assert.Equal("", server.Log.Text);
    }

    [Fact]
    public async Task The_official_server_asks_and_goes_on_with_the_answer()
    {
        await using var server = new OfficialServer(probes: false);
        await server.Connection.OpenAsync(End);
        var request = ScriptedServer.Request(parameters: """{"name":"ask"}""");
        var asked = Assert.IsType<InputRequiredResult>(await server.Connection.CallAsync(request, End));
        Assert.Equal("Who?", Assert.Single(asked.Requests).Params.GetProperty("message").GetString());
        var answers = ScriptedServer.Json($$$"""{"{{{asked.Requests[0].Key}}}":{"action":"accept","content":{"name":"Ann"} } }""");

        var result = (ServerResult)await server.Connection.CallAsync(request with { RequestState = asked.State, InputResponses = answers, WasAsked = true }, End);
        Assert.Equal("""accept {"name":"Ann"}""", result.Json.GetProperty("content")[0].GetProperty("text").GetString());

        await using var other = new OfficialServer(probes: false);
        await other.Connection.OpenAsync(End);
        result = (ServerResult)await other.Connection.CallAsync(request with { RequestState = asked.State, InputResponses = answers, WasAsked = true }, End);
        Assert.Equal("""accept {"name":"Ann"}""", result.Json.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_official_server_asks_by_rounds_of_its_own_where_there_are_no_sessions()
    {
        await using var server = new OfficialServer(probes: true);
        await server.Connection.OpenAsync(End);
        var request = ScriptedServer.Request(parameters: """{"name":"ask"}""");
        var asked = Assert.IsType<InputRequiredResult>(await server.Connection.CallAsync(request, End));
        var answers = ScriptedServer.Json($$$"""{"{{{asked.Requests[0].Key}}}":{"action":"decline"} }""");
        var result = (ServerResult)await server.Connection.CallAsync(request with { RequestState = asked.State, InputResponses = answers, WasAsked = true }, End);
        Assert.Equal("decline null", result.Json.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_official_server_is_told_of_a_cancellation(bool probes)
    {
        await using var server = new OfficialServer(probes);
        await server.Connection.OpenAsync(End);
        using var unwanted = new CancellationTokenSource();
        var call = server.Connection.CallAsync(ScriptedServer.Request(parameters: """{"name":"wait"}"""), unwanted.Token).AsTask();
        await CallAsync(server, "tools/list", "{}");
        await unwanted.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await server.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20), End);
    }

    private static async Task<ServerResult> CallAsync(OfficialServer server, string method, string parameters, Listener? listener = null) =>
        (ServerResult)await server.Connection.CallAsync(ScriptedServer.Request(method, parameters) with { Client = listener ?? new Listener() }, End);
}
