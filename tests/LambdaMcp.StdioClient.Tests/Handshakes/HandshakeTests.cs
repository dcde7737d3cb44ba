using LambdaMcp.StdioClient.Tests.Wire;

namespace LambdaMcp.StdioClient.Tests.Handshakes;

public sealed class HandshakeTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_knows_discover_is_spoken_to_without_a_session()
    {
        await using var server = new ScriptedServer();
        var opened = server.Connection.OpenAsync(End).AsTask();
        var discover = await server.ReadAsync("server/discover");
        server.Answer(discover, """
            {"resultType":"complete","supportedVersions":["2026-07-28","2025-11-25"],"capabilities":{"tools":{}},"instructions":"Mind the gap","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"new","version":"2"}}}
            """.Trim());
        var handshake = await opened;

        Assert.Equal(("2026-07-28", true, "Mind the gap"), (handshake.ProtocolVersion, handshake.IsStateless, handshake.Instructions));
        Assert.Equal("new", handshake.ServerInfo.GetProperty("name").GetString());
        Assert.True(handshake.Has("tools"));
        Assert.False(handshake.Has("prompts"));
        var meta = discover["params"]!["_meta"]!;
        Assert.Equal("2026-07-28", (string?)meta["io.modelcontextprotocol/protocolVersion"]);
        Assert.NotNull(meta["io.modelcontextprotocol/clientCapabilities"]!["elicitation"]);
        Assert.NotNull(meta["io.modelcontextprotocol/clientInfo"]!["name"]);
        await server.ExpectSilenceAsync();
    }

    [Theory]
    [InlineData(-32601)]
    [InlineData(-32602)]
    [InlineData(-32000)]
    [InlineData(0)]
    public async Task Whatever_error_discover_gets_the_server_is_greeted_with_initialize(int code)
    {
        await using var server = new ScriptedServer();
        var opened = server.Connection.OpenAsync(End).AsTask();
        server.Refuse(await server.ReadAsync("server/discover"), code);
        var initialize = await server.ReadAsync("initialize");
        Assert.Equal("2025-11-25", (string?)initialize["params"]!["protocolVersion"]);
        Assert.Equal(["elicitation", "sampling", "roots"], initialize["params"]!["capabilities"]!.AsObject().Select(member => member.Key));
        server.Answer(initialize, """{"protocolVersion":"2024-11-05","serverInfo":{"name":"old","version":"1"},"capabilities":{"prompts":{}}}""");
        await server.ReadAsync("notifications/initialized");

        var handshake = await opened;
        Assert.Equal(("2024-11-05", false), (handshake.ProtocolVersion, handshake.IsStateless));
        Assert.Same(handshake, server.Connection.Handshake);
    }

    [Theory]
    [InlineData("""{"protocolVersion":5,"capabilities":[],"serverInfo":"x","instructions":{}}""")]
    [InlineData("{}")]
    public async Task A_handshake_of_the_wrong_types_says_nothing(string result)
    {
        await using var server = new ScriptedServer(probes: false);
        var opened = server.Connection.OpenAsync(End).AsTask();
        server.Answer(await server.ReadAsync("initialize"), result);
        await server.ReadAsync("notifications/initialized");

        var handshake = await opened;
        Assert.Equal(("2025-03-26", null), (handshake.ProtocolVersion, handshake.Instructions));
        Assert.Equal(("{}", "{}"), (handshake.Capabilities.GetRawText(), handshake.ServerInfo.GetRawText()));
        Assert.False(handshake.Has("tools"));
    }

    [Fact]
    public async Task A_server_that_says_nothing_to_discover_is_greeted_with_initialize()
    {
        var time = new ManualTime();
        await using var server = new ScriptedServer(time: time);
        var opened = server.Connection.OpenAsync(End).AsTask();
        await server.ReadAsync("server/discover");
        time.Advance(TimeSpan.FromSeconds(3));
        server.Answer(await server.ReadAsync("initialize"), """{"protocolVersion":"2025-06-18","serverInfo":{},"capabilities":{}}""");
        Assert.Equal("2025-06-18", (await opened).ProtocolVersion);
    }

    [Fact]
    public async Task A_server_without_sessions_that_started_slowly_keeps_its_revision()
    {
        var time = new ManualTime();
        await using var server = new ScriptedServer(time: time);
        var opened = server.Connection.OpenAsync(End).AsTask();
        var discover = await server.ReadAsync("server/discover");
        time.Advance(TimeSpan.FromSeconds(3));
        var initialize = await server.ReadAsync("initialize");
        server.Answer(discover, """{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{}}""");
        server.Refuse(initialize, -32601);
        Assert.True((await opened).IsStateless);
    }

    [Fact]
    public async Task A_server_that_names_no_revision_that_is_known_is_refused_and_not_greeted()
    {
        await using var server = new ScriptedServer();
        var opened = server.Connection.OpenAsync(End).AsTask();
        server.Refuse(await server.ReadAsync("server/discover"), -32022, """{"supported":["2031-01-01"],"requested":"2026-07-28"}""");
        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => opened);
        Assert.Equal(ServerFailure.NotStarted, failure.Failure);
        await server.ExpectSilenceAsync();
    }

    [Fact]
    public async Task A_server_that_names_an_older_revision_is_greeted_with_initialize()
    {
        await using var server = new ScriptedServer();
        _ = server.Connection.OpenAsync(End).AsTask();
        server.Refuse(await server.ReadAsync("server/discover"), -32022, """{"supported":["2025-11-25"],"requested":"2026-07-28"}""");
        await server.ReadAsync("initialize");
    }

    [Fact]
    public async Task A_server_that_refuses_initialize_is_not_started_and_says_why()
    {
        await using var server = new ScriptedServer(probes: false);
        var opened = server.Connection.OpenAsync(End).AsTask();
        server.Refuse(await server.ReadAsync("initialize"), -32600);
        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => opened);
        Assert.Equal((ServerFailure.NotStarted, "The server refused the handshake: No"), (failure.Failure, failure.Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_ends_at_the_first_request_is_known_to_have_ended_there(bool probes)
    {
        await using var server = new ScriptedServer(probes: probes);
        var opened = server.Connection.OpenAsync(End).AsTask();
        await server.ReadAsync(probes ? "server/discover" : "initialize");
        server.End();
        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => opened);
        Assert.Equal(ServerFailure.NotStarted, failure.Failure);
        Assert.Equal(probes, server.Connection.EndedAtProbe);
        await server.Connection.Closed;
    }

    [Fact]
    public async Task Questions_before_the_first_call_are_answered_for_nobody()
    {
        await using var server = new ScriptedServer();
        _ = server.Connection.OpenAsync(End).AsTask();
        await server.ReadAsync("server/discover");
        server.Ask("a", "ping", "{}");
        Assert.Equal("{}", (await server.ReadAnswerAsync("a"))["result"]!.ToJsonString());
        server.Ask("b", "roots/list", "{}");
        Assert.Equal("""{"roots":[]}""", (await server.ReadAnswerAsync("b"))["result"]!.ToJsonString());
        server.Ask("c");
        Assert.NotNull((await server.ReadAnswerAsync("c"))["error"]);
        server.Ask("d", "something/else", "{}");
        Assert.Equal(-32601, (int?)(await server.ReadAnswerAsync("d"))["error"]!["code"]);
    }
}
