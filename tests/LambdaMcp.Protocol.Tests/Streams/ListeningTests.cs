namespace LambdaMcp.Protocol.Tests.Streams;

public sealed class ListeningTests
{
    [Theory]
    [InlineData("4", 4)]
    [InlineData("many", 0)]
    [InlineData("99999999999999999", 60)]
    public async Task A_stream_ends_with_the_token_of_whoever_listens(string end, int seconds)
    {
        var host = new StreamHost(new() { StreamLifetime = TimeSpan.FromSeconds(60), LegacySse = true });
        var session = await host.One.OpenSessionAsync();
        var expiresAt = end == "4" ? host.Time.Now.AddSeconds(4).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture) : end;

        Connection[] streams =
        [
            host.Get(session, change: Expire),
            host.One.Open("GET", null, change: request =>
            {
                (request.Path, request.Headers.Accept) = ("/sse", "text/event-stream");
                Expire(request);
            }),
            host.One.Open("POST", StreamHost.Stateless("subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}"), change: request =>
            {
                request.Headers["MCP-Protocol-Version"] = "2026-07-28";
                request.Headers["Mcp-Method"] = "subscriptions/listen";
                Expire(request);
            }),
        ];

        if (seconds > 0)
        {
            host.Pass(seconds - 1);
            Assert.All(streams, stream => Assert.False(stream.IsServed));
            host.Pass(1);
        }

        foreach (var stream in streams)
            await stream.ServedAsync();

        void Expire(Microsoft.AspNetCore.Http.HttpRequest request) =>
            ((System.Security.Claims.ClaimsIdentity)request.HttpContext.User.Identity!).AddClaim(new("expiresAt", expiresAt));
    }

    [Fact]
    public async Task A_stream_begins_with_an_event_to_resume_after_and_tells_of_changes_only()
    {
        var host = new StreamHost();
        var session = await host.One.OpenSessionAsync();

        var stream = host.Get(session);
        Assert.Equal(200, stream.Status);
        Assert.Equal("text/event-stream", stream.Headers.ContentType);
        var priming = Assert.Single(stream.Events);
        Assert.Equal("", priming.Data);
        Assert.Equal("1000", priming.Retry);
        Assert.NotNull(priming.Id);

        host.Pass(5);
        Assert.Empty(stream.News());
        host.Changes.Lists = host.Changes.Lists with { Tools = "t2" };
        host.Pass(1);
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""", Assert.Single(stream.News()).GetRawText());
        host.Changes.Lists = new("t2", "p2", "r2");
        host.Pass(1);
        Assert.Equal(["notifications/prompts/list_changed", "notifications/resources/list_changed"], Methods(stream));
        host.Pass(5);
        Assert.Empty(stream.News());
        Assert.Equal(stream.Events.Count, stream.Events.Select(one => one.Id).Distinct().Count());
        Assert.False(stream.IsServed);
    }

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2025-03-26")]
    [InlineData("2024-11-05")]
    public async Task Clients_of_older_revisions_get_no_events_without_a_message(string version)
    {
        var host = new StreamHost();

        var stream = host.Get(await host.One.OpenSessionAsync(version: version));

        Assert.Empty(stream.Events);
        Assert.StartsWith(":", stream.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Updates_of_resources_come_from_the_time_of_subscription_on_and_nobody_looks_without_one()
    {
        var host = new StreamHost();
        var session = await host.One.OpenSessionAsync();
        var stream = host.Get(session);
        host.Changes.Note("res://a");
        host.Pass(4);
        Assert.Equal(0, host.Changes.UpdateReads);

        await Request(host.Other, session, "resources/subscribe", "res://b");
        host.Pass(2);
        Assert.Empty(stream.News());
        host.Changes.Note("res://b");
        host.Changes.Note("res://a");
        host.Pass(2);
        var update = Assert.Single(stream.News());
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"res://b"}}""", update.GetRawText());

        var reads = host.Changes.UpdateReads;
        host.Pass(20);
        Assert.InRange(host.Changes.UpdateReads - reads, 1, 10);
        await Request(host.Other, session, "resources/unsubscribe", "res://b");
        host.Pass(2);
        host.Changes.Note("res://b");
        host.Pass(4);
        Assert.Empty(stream.News());
    }

    [Fact]
    public async Task An_update_between_subscription_and_the_next_look_is_not_lost()
    {
        var host = new StreamHost();
        var session = await host.One.OpenSessionAsync();
        await Request(host.One, session, "resources/subscribe", "res://a");
        host.Changes.Note("res://a");

        var stream = host.Get(session);
        host.Pass(4);

        Assert.Equal("res://a", Assert.Single(stream.News()).GetProperty("params").GetProperty("uri").GetString());
    }

    [Fact]
    public async Task A_quiet_stream_shows_that_it_is_alive_and_ends_when_its_time_is_over()
    {
        var host = new StreamHost(new() { StreamLifetime = TimeSpan.FromSeconds(60), KeepAliveInterval = TimeSpan.FromSeconds(10) });
        var stream = host.Get(await host.One.OpenSessionAsync());

        host.Pass(59);
        Assert.Equal(5, stream.Body.Split(": keep-alive\n\n").Length - 1);
        Assert.False(stream.IsServed);
        host.Pass(1);
        await stream.ServedAsync();
    }

    [Fact]
    public async Task A_stream_ends_before_the_host_would_end_it()
    {
        var options = new McpEndpointOptions();
        var host = new StreamHost(options);
        var session = await host.One.OpenSessionAsync();
        var deadline = host.Time.Now.AddSeconds(10);
        options.Deadline = _ => deadline;

        var stream = host.Get(session);
        host.Pass(7);
        Assert.False(stream.IsServed);
        host.Pass(1);
        await stream.ServedAsync();
    }

    [Fact]
    public async Task A_stream_ends_when_its_client_goes_away_or_its_session_is_ended()
    {
        var host = new StreamHost();
        var session = await host.One.OpenSessionAsync();
        var left = host.Get(session);
        var ended = host.Get(await host.One.OpenSessionAsync() is var other ? other : "");

        left.Abort();
        await left.ServedAsync();
        await host.Other.SendAsync("DELETE", null, other);
        host.Pass(2);
        await ended.ServedAsync();
    }

    [Fact]
    public async Task What_changed_while_the_client_was_away_is_told_on_the_next_stream()
    {
        var host = new StreamHost();
        var session = await host.One.OpenSessionAsync();
        var first = host.Get(session);
        host.Changes.Lists = host.Changes.Lists with { Tools = "t2" };
        host.Pass(1);
        var last = first.Events[^1].Id;
        first.Abort();
        host.Changes.Lists = host.Changes.Lists with { Prompts = "p2" };

        var second = host.Get(session, last, host.Other);
        host.Pass(1);
        Assert.Equal(["notifications/prompts/list_changed"], Methods(second));
        second.Abort();

        var again = host.Get(session, last);
        host.Pass(1);
        Assert.Equal(["notifications/prompts/list_changed"], Methods(again));
        again.Abort();

        var anew = host.Get(session);
        host.Pass(1);
        Assert.Empty(anew.News());
    }

    [Fact]
    public async Task Of_two_streams_of_a_session_the_later_one_has_the_messages()
    {
        var host = new StreamHost();
        var session = await host.One.OpenSessionAsync();
        var earlier = host.Get(session);
        host.Pass(3);
        var later = host.Get(session, instance: host.Other);

        host.Changes.Lists = host.Changes.Lists with { Tools = "t2" };
        host.Pass(2);

        Assert.Empty(earlier.News());
        await earlier.ServedAsync();
        Assert.Equal(["notifications/tools/list_changed"], Methods(later));
    }

    [Fact]
    public async Task A_look_that_fails_is_made_again()
    {
        var host = new StreamHost();
        var stream = host.Get(await host.One.OpenSessionAsync());

        host.Changes.Failure = new InvalidOperationException("throttled");
        host.Changes.Lists = host.Changes.Lists with { Tools = "t2" };
        host.Pass(3);
        Assert.Empty(stream.News());
        host.Changes.Failure = null;
        host.Log.Failure = new InvalidOperationException("throttled");
        host.Pass(1);
        host.Log.Failure = null;
        host.Pass(1);

        Assert.Equal(["notifications/tools/list_changed"], Methods(stream));
    }

    [Fact]
    public async Task Who_takes_no_event_stream_or_has_no_session_is_refused()
    {
        var host = new StreamHost();
        var session = await host.One.OpenSessionAsync();

        Assert.Equal(406, host.Get(session, change: request => request.Headers.Accept = "application/json").Status);
        Assert.Equal(406, host.Get(session, change: request => request.Headers.Remove("Accept")).Status);
        Assert.Equal(400, host.Get("").Status);
        Assert.Equal(404, host.Get("nobody").Status);
        Assert.Equal(404, host.One.Open("GET", null, session, "mallory").Status);
        Assert.Equal(400, host.Get(session, change: request => request.Headers["MCP-Protocol-Version"] = "1999-01-01").Status);
        Assert.Equal(400, host.Get(session, "no-event-id").Status);
        Assert.Equal(400, host.Get(session, "changes.12").Status);
    }

    [Fact]
    public async Task Without_sessions_or_streams_there_is_nothing_to_get()
    {
        var none = await new McpHost(sessions: false).SendAsync("GET", null);
        Assert.Equal(405, none.Status);
        Assert.Equal("POST", none.Headers.Allow);

        var off = new StreamHost(new() { StreamLifetime = TimeSpan.Zero });
        var answer = off.Get(await off.One.OpenSessionAsync());
        Assert.Equal(405, answer.Status);
        Assert.Equal("POST, DELETE", answer.Headers.Allow);
        var capabilities = (await off.One.PostAsync(McpHost.Initialize)).Json.GetProperty("result").GetProperty("capabilities");
        Assert.Equal("""{"tools":{},"prompts":{},"resources":{},"logging":{}}""", capabilities.GetRawText());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task The_stateless_revision_has_one_method(string method)
    {
        var host = new StreamHost();
        var session = await host.One.OpenSessionAsync();

        var answer = await host.One.SendAsync(method, null, session, change: request => request.Headers["MCP-Protocol-Version"] = "2026-07-28");

        Assert.Equal(405, answer.Status);
        Assert.Equal("POST", answer.Headers.Allow);
        Assert.Equal(200, (await host.One.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"ping"}""", session)).Status);
    }

    private static IEnumerable<string?> Methods(Connection stream) => stream.News().Select(message => message.GetProperty("method").GetString());

    private static async Task Request(McpHost host, string session, string method, string uri)
    {
        var answer = await host.PostAsync($$$"""{"jsonrpc":"2.0","id":9,"method":"{{{method}}}","params":{"uri":"{{{uri}}}"}}""", session);
        Assert.Equal("""{"jsonrpc":"2.0","id":9,"result":{}}""", answer.Body);
    }
}
