namespace LambdaMcp.Protocol.Tests;

public sealed class SessionTests
{
    private const string Ping = """{"jsonrpc":"2.0","id":2,"method":"ping"}""";

    [Fact]
    public async Task A_request_without_a_session_id_is_told_to_initialize()
    {
        var answer = await new McpHost().PostAsync(Ping);

        Assert.Equal(400, answer.Status);
        Assert.Equal(2, answer.Json.GetProperty("id").GetInt32());
        Assert.Contains("initialize", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_session_is_404()
    {
        var answer = await new McpHost().PostAsync(Ping, session: "0123456789");

        Assert.Equal(404, answer.Status);
        Assert.Contains("initialize", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Someone_elses_session_is_404_like_an_unknown_one()
    {
        var host = new McpHost();
        var session = await host.OpenSessionAsync("alice");

        var foreign = await host.PostAsync(Ping, session, user: "mallory");
        var unknown = await host.PostAsync(Ping, "0123456789", user: "mallory");
        var deletion = await host.SendAsync("DELETE", null, session, user: "mallory");

        Assert.Equal(404, foreign.Status);
        Assert.Equal(unknown.Body, foreign.Body);
        Assert.Equal(404, deletion.Status);
        Assert.Equal(200, (await host.PostAsync(Ping, session, user: "alice")).Status);
    }

    [Fact]
    public async Task A_deleted_session_is_gone()
    {
        var host = new McpHost();
        var session = await host.OpenSessionAsync();

        var deletion = await host.SendAsync("DELETE", null, session);

        Assert.Equal(204, deletion.Status);
        Assert.Empty(deletion.Body);
        Assert.Equal(404, (await host.PostAsync(Ping, session)).Status);
        Assert.Equal(404, (await host.SendAsync("DELETE", null, session)).Status);
    }

    [Fact]
    public async Task Delete_needs_a_session_id_and_a_server_with_sessions()
    {
        Assert.Equal(400, (await new McpHost().SendAsync("DELETE", null)).Status);
        Assert.Equal(405, (await new McpHost(sessions: false).SendAsync("DELETE", null, "x")).Status);
    }

    [Fact]
    public async Task Use_moves_the_end_of_a_session_forward()
    {
        // Without revival, so that the end shows.
        var host = new McpHost(options: new() { SessionLifetime = TimeSpan.FromHours(10), SessionRevivalPeriod = TimeSpan.Zero });
        var session = await host.OpenSessionAsync();

        for (var hours = 0; hours < 30; hours += 6)
        {
            host.Time.Advance(TimeSpan.FromHours(6));
            Assert.Equal(200, (await host.PostAsync(Ping, session)).Status);
        }

        host.Time.Advance(TimeSpan.FromHours(10));
        Assert.Equal(404, (await host.PostAsync(Ping, session)).Status);
    }

    [Fact]
    public async Task The_session_remembers_the_version_it_was_opened_with()
    {
        var tools = new EchoCatalog();
        var host = new McpHost(tools: tools);
        var opened = await host.PostAsync(McpHost.Initialize.Replace("2025-11-25", "2025-06-18", StringComparison.Ordinal));

        await host.PostAsync("""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"echo"}}""", opened.Headers["Mcp-Session-Id"]);

        Assert.Equal("2025-06-18", tools.LastRequest!.ProtocolVersion);
        Assert.Equal("alice", tools.LastRequest.Principal);
        Assert.Equal("test", tools.LastRequest.Session!.ClientInfo!.Value.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_fails_or_times_out_is_a_JSON_RPC_error_with_the_id_of_the_request(bool timesOut)
    {
        var host = new McpHost(store: new BrokenStore(timesOut ? new TaskCanceledException("secret detail") : new InvalidOperationException("secret detail")));
        var session = new string('a', 40);

        foreach (var answer in new[] { await host.PostAsync(McpHost.Initialize), await host.PostAsync(Ping, session), await host.SendAsync("DELETE", null, session) })
        {
            Assert.Equal(500, answer.Status);
            Assert.Equal(-32603, answer.ErrorCode);
            Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
        }

        Assert.Equal(2, (await host.PostAsync(Ping, session)).Json.GetProperty("id").GetInt32());
    }
}
