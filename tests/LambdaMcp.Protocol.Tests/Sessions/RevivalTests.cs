using System.Buffers.Text;
using LambdaMcp.Protocol.Sessions;

namespace LambdaMcp.Protocol.Tests.Sessions;

public sealed class RevivalTests
{
    private const string Ping = """{"jsonrpc":"2.0","id":2,"method":"ping"}""";
    private const string Echo = """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"echo"}}""";

    private static readonly McpEndpointOptions Options = new() { SessionLifetime = TimeSpan.FromHours(1), SessionRevivalPeriod = TimeSpan.FromDays(2) };

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task A_session_that_ran_out_comes_to_life_for_its_owner_with_revision_and_capabilities(string version)
    {
        var tools = new EchoCatalog();
        var host = new McpHost(options: Options, tools: tools);
        var opened = await host.PostAsync(McpHost.Initialize
            .Replace("2025-11-25", version, StringComparison.Ordinal)
            .Replace("\"capabilities\":{}", "\"capabilities\":" + """{"elicitation":{"form":{},"url":{}},"sampling":{"tools":{}},"roots":{"listChanged":true}}""", StringComparison.Ordinal));
        var session = opened.Headers["Mcp-Session-Id"].ToString();
        host.Time.Advance(TimeSpan.FromHours(30));

        Assert.Equal(200, (await host.PostAsync(Echo, session)).Status);

        Assert.Equal(version, tools.LastRequest!.ProtocolVersion);
        var capabilities = tools.LastRequest.ClientCapabilities;
        Assert.True(capabilities.GetProperty("elicitation").TryGetProperty("url", out _));
        Assert.True(capabilities.GetProperty("sampling").TryGetProperty("tools", out _));
        Assert.True(capabilities.TryGetProperty("roots", out _));
    }

    [Fact]
    public async Task A_revived_session_has_lost_what_was_set_in_it()
    {
        var tools = new EchoCatalog();
        var host = new McpHost(options: Options, tools: tools);
        var session = await host.OpenSessionAsync();
        await host.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"error"}}""", session);
        host.Time.Advance(TimeSpan.FromHours(2));

        await host.PostAsync(Echo, session);

        Assert.Equal("info", tools.LastRequest!.LogLevel);
        Assert.Null(tools.LastRequest.Session!.ClientInfo);
    }

    [Fact]
    public async Task A_session_that_ran_out_stays_gone_for_everyone_else()
    {
        var host = new McpHost(options: Options);
        var session = await host.OpenSessionAsync();
        host.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(404, (await host.PostAsync(Ping, session, user: "mallory")).Status);
        Assert.Equal(200, (await host.PostAsync(Ping, session)).Status);
    }

    [Fact]
    public async Task A_session_that_was_deleted_is_never_revived()
    {
        var host = new McpHost(options: Options);
        var session = await host.OpenSessionAsync();
        await host.SendAsync("DELETE", null, session);

        foreach (var hours in new[] { 0, 2, 30 })
        {
            host.Time.Advance(TimeSpan.FromHours(hours));
            Assert.Equal(404, (await host.PostAsync(Ping, session)).Status);
        }
    }

    [Fact]
    public async Task A_session_that_was_deleted_is_not_revived_under_another_text_of_its_id()
    {
        var host = new McpHost(options: Options);
        var session = await host.OpenSessionAsync();
        await host.SendAsync("DELETE", null, session);

        Assert.Equal(Base64Url.DecodeFromChars(session), Base64Url.DecodeFromChars(session + "="));
        Assert.Equal(404, (await host.PostAsync(Ping, session + "=")).Status);
    }

    [Fact]
    public async Task A_session_that_was_revived_can_be_deleted_for_good()
    {
        var host = new McpHost(options: Options);
        var session = await host.OpenSessionAsync();
        host.Time.Advance(TimeSpan.FromHours(2));
        await host.PostAsync(Ping, session);

        Assert.Equal(204, (await host.SendAsync("DELETE", null, session)).Status);
        Assert.Equal(404, (await host.PostAsync(Ping, session)).Status);
    }

    [Fact]
    public async Task After_the_revival_period_a_session_is_gone()
    {
        var host = new McpHost(options: Options);
        var session = await host.OpenSessionAsync();
        host.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(404, (await host.PostAsync(Ping, session)).Status);
    }

    [Fact]
    public async Task An_id_that_was_tampered_with_is_not_revived()
    {
        var host = new McpHost(options: Options);
        var bytes = Base64Url.DecodeFromChars(await host.OpenSessionAsync());
        bytes[^1] ^= 1;

        Assert.Equal(404, (await host.PostAsync(Ping, Base64Url.EncodeToString(bytes))).Status);
    }

    [Fact]
    public async Task An_id_that_cannot_be_one_is_404_and_the_store_is_not_asked()
    {
        var store = new AskedStore();
        var host = new McpHost(options: Options, store: store);

        foreach (var id in new[] { new string('a', 257), new string('a', 10_000), "with space", "t\u00e4b", "a\tb" })
        {
            Assert.Equal(404, (await host.PostAsync(Ping, id)).Status);
            Assert.Equal(404, (await host.SendAsync("DELETE", null, id)).Status);
        }

        Assert.Equal(0, store.Asked);
    }

    [Fact]
    public async Task Many_requests_at_once_revive_a_session_once()
    {
        var host = new McpHost(options: Options);
        var session = await host.OpenSessionAsync();
        host.Time.Advance(TimeSpan.FromHours(2));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => host.PostAsync(Ping, session))));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
    }

    private sealed class AskedStore : ISessionStore
    {
        public int Asked { get; private set; }

        public Task CreateAsync(SessionRecord session, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<SessionRecord?> FindAsync(string id, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult<SessionRecord?>(null);
        }

        public Task<bool> TryUpdateAsync(SessionRecord session, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task<bool> DeleteAsync(string id, string owner, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(false);
        }
    }
}
