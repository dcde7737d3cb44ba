using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Tests.Catalogs;

namespace LambdaMcp.Protocol.Tests.Methods;

public sealed class ResourceSubscriptionTests
{
    private readonly InMemorySessionStore _store;
    private readonly McpHost _host;

    public ResourceSubscriptionTests()
    {
        var time = new ManualTime();
        _store = new(time);
        _host = new(time: time, store: _store, add: Everything.Add);
    }

    [Fact]
    public async Task A_session_remembers_what_it_subscribed_to_until_it_unsubscribes()
    {
        var session = await _host.OpenSessionAsync();

        Assert.Equal("{}", (await SendAsync(session, "subscribe", "test://a")).Json.GetProperty("result").GetRawText());
        await SendAsync(session, "subscribe", "test://b");
        await SendAsync(session, "subscribe", "test://a");
        Assert.Equal(["test://a", "test://b"], await SubscriptionsAsync(session));

        Assert.Equal("{}", (await SendAsync(session, "unsubscribe", "test://a")).Json.GetProperty("result").GetRawText());
        Assert.Equal("{}", (await SendAsync(session, "unsubscribe", "test://a")).Json.GetProperty("result").GetRawText());
        Assert.Equal(["test://b"], await SubscriptionsAsync(session));
    }

    [Fact]
    public async Task What_there_is_not_cannot_be_subscribed_to()
    {
        var session = await _host.OpenSessionAsync();

        var answer = await SendAsync(session, "subscribe", "test://none");

        Assert.Equal(-32002, answer.ErrorCode);
        Assert.Empty(await SubscriptionsAsync(session));
    }

    [Fact]
    public async Task A_uri_that_is_too_long_to_keep_is_refused()
    {
        var session = await _host.OpenSessionAsync();

        var answer = await SendAsync(session, "subscribe", "test://" + new string('a', 2048));

        Assert.Equal(-32602, answer.ErrorCode);
    }

    [Fact]
    public async Task Without_sessions_nothing_can_be_subscribed_to()
    {
        var host = new McpHost(sessions: false, add: Everything.Add);

        var answer = await host.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"resources/subscribe","params":{"uri":"test://a"}}""");

        Assert.True(answer.Json.TryGetProperty("error", out _), answer.Body);
    }

    private Task<McpHost.Answer> SendAsync(string session, string method, string uri) =>
        _host.PostAsync($$$"""{"jsonrpc":"2.0","id":2,"method":"resources/{{{method}}}","params":{"uri":"{{{uri}}}"}}""", session);

    private async Task<IReadOnlyList<string>> SubscriptionsAsync(string session) =>
        (await _store.FindAsync(session, TestContext.Current.CancellationToken))!.Subscriptions;
}
