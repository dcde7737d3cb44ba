using System.Security.Claims;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Tests.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tests.Limits;

public sealed class RequestLimitTests
{
    private const string Ping = """{"jsonrpc":"2.0","id":7,"method":"ping"}""";

    [Fact]
    public async Task One_request_too_many_is_429_with_the_whole_seconds_to_wait_and_then_one_is_served()
    {
        var host = new McpHost(sessions: false, options: new() { RequestsPerMinute = 60 });
        for (var i = 0; i < 10; i++)
            Assert.Equal(200, (await host.PostAsync(Ping)).Status);
        host.Time.Advance(TimeSpan.FromMilliseconds(10));

        var refused = await host.PostAsync(Ping);

        Assert.Equal((429, "1"), (refused.Status, refused.Headers.RetryAfter.ToString()));
        Assert.Equal(
            """{"jsonrpc":"2.0","id":7,"error":{"code":429,"message":"You may send 60 requests a minute, and 10 at once. Wait 1 s, then send this one again."}}""",
            refused.Body);
        Assert.Equal(200, (await host.PostAsync(Ping, user: "bob")).Status);

        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await host.PostAsync(Ping)).Status);
        Assert.Equal(429, (await host.PostAsync(Ping)).Status);
    }

    [Fact]
    public async Task Streams_ends_of_sessions_and_requests_that_are_not_understood_count_too_and_a_preflight_does_not()
    {
        var host = new StreamHost(new() { RequestsPerMinute = 60 });
        var session = await host.One.OpenSessionAsync();
        host.Get(session).Abort();
        Assert.Equal(400, (await host.One.PostAsync("{", session)).Status);
        for (var i = 0; i < 100; i++)
            await host.One.SendAsync("OPTIONS", null);
        for (var i = 0; i < 6; i++)
            Assert.Equal(200, (await host.One.PostAsync(Ping, session)).Status);
        Assert.Equal(204, (await host.One.SendAsync("DELETE", null, session)).Status);

        Assert.Equal(429, (await host.One.SendAsync("DELETE", null, session)).Status);
        Assert.Equal(429, host.Get(session).Status);
        Assert.Equal(429, (await host.One.PostAsync(Ping, session)).Status);
        Assert.Equal("null", (await host.One.SendAsync("DELETE", null, session)).Json.GetProperty("id").GetRawText());
    }

    [Fact]
    public async Task Each_message_of_a_batch_counts_and_one_that_never_fits_is_told_so()
    {
        var host = new McpHost(options: new() { RequestsPerMinute = 60 });
        var session = await host.OpenSessionAsync(version: "2025-03-26");

        var tooLarge = await host.PostAsync(Batch(11), session);
        Assert.Equal((400, -32600), (tooLarge.Status, tooLarge.ErrorCode));
        Assert.Contains("more than 10 messages", tooLarge.ErrorMessage, StringComparison.Ordinal);

        Assert.Equal(200, (await host.PostAsync(Batch(5), session)).Status);
        var refused = await host.PostAsync(Batch(5), session);
        Assert.Equal((429, "3"), (refused.Status, refused.Headers.RetryAfter.ToString()));
        Assert.Equal(200, (await host.PostAsync(Batch(2), session)).Status);
    }

    [Theory]
    [InlineData(30, 2)]
    [InlineData(30, 10)]
    [InlineData(60, 9)]
    public async Task A_batch_that_comes_back_when_it_was_told_to_is_served(int rate, int size)
    {
        var host = new McpHost(options: new() { RequestsPerMinute = rate });
        var session = await host.OpenSessionAsync(version: "2025-03-26");
        for (var i = 0; i < 9; i++)
            Assert.Equal(200, (await host.PostAsync(Ping, session)).Status);

        // Before there is one permit, nothing is said of the others.
        await RefusedAsync();
        await RefusedAsync();
        Assert.Equal(200, (await host.PostAsync(Batch(size), session)).Status);

        async Task RefusedAsync()
        {
            var refused = await host.PostAsync(Batch(size), session);
            Assert.Equal(429, refused.Status);
            host.Time.Advance(TimeSpan.FromSeconds(int.Parse(refused.Headers.RetryAfter.ToString(), System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData(0, "60", 10)]
    [InlineData(60, "600", 100)]
    [InlineData(600, "60", 10)]
    [InlineData(60, "0", 10)]
    [InlineData(60, "many", 10)]
    [InlineData(0, null, 200)]
    public async Task A_token_has_a_rate_of_its_own_or_everybodys(int everybody, string? own, int served)
    {
        var host = new McpHost(sessions: false, options: new() { RequestsPerMinute = everybody });

        var count = 0;
        while (count < 200 && (await host.PostAsync(Ping, change: request => Claim(request, own))).Status == 200)
            count++;

        Assert.Equal(served, count);
    }

    [Fact]
    public async Task Messages_of_the_old_transport_count_as_its_streams_do()
    {
        var host = new StreamHost(new() { RequestsPerMinute = 60, LegacySse = true });
        Assert.Equal(200, Old(host, "GET", "/sse").Status);
        for (var i = 0; i < 9; i++)
            Assert.Equal(400, Old(host, "POST", "/message").Status);

        Assert.Equal(429, Old(host, "POST", "/message").Status);
        Assert.Equal(429, Old(host, "GET", "/sse").Status);
    }

    [Fact]
    public async Task Without_a_limit_no_store_is_asked()
    {
        var store = new ScriptedRates(() => throw new InvalidOperationException("asked"));
        var host = new McpHost(sessions: false, add: services => services.AddSingleton<IRateStore>(store));

        Assert.Equal(200, (await host.PostAsync(Ping)).Status);
        Assert.Equal(0, store.Asked);
    }

    [Fact]
    public async Task What_cannot_be_counted_is_served()
    {
        var broken = new ScriptedRates(() => throw new InvalidOperationException("The table is gone."));
        var host = new McpHost(sessions: false, options: new() { RequestsPerMinute = 60 }, add: services => services.AddSingleton<IRateStore>(broken));
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await host.PostAsync(Ping)).Status);
        Assert.Equal(20, broken.Asked);

        var silent = new ScriptedRates(() => new TaskCompletionSource<RateGrant>().Task);
        var waiting = new StreamHost(new() { RequestsPerMinute = 60 }, add: services => services.AddSingleton<IRateStore>(silent));
        var answer = waiting.One.Open("POST", McpHost.Initialize);
        Assert.False(answer.IsServed);
        waiting.Pass(5);
        await answer.ServedAsync();
        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task The_store_is_asked_while_the_session_is_read_and_nothing_runs_before_both_have_answered()
    {
        var rates = new TaskCompletionSource<RateGrant>();
        var asked = 0;
        var store = new ScriptedRates(() => ++asked == 1 ? Task.FromResult(new RateGrant(1, default)) : rates.Task);
        var tools = new EchoCatalog();
        var host = new StreamHost(new() { RequestsPerMinute = 60 }, tools, add: services => services.AddSingleton<IRateStore>(store));
        var session = await host.One.OpenSessionAsync();

        var call = host.One.Open("POST", """{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"echo"}}""", session);

        Assert.Equal(2, asked);
        Assert.Null(tools.LastRequest);
        Undisturbed.Run(() => rates.SetResult(new(0, host.Time.Now.AddSeconds(30))));
        await call.ServedAsync();
        Assert.Equal((429, "21"), (call.Status, call.Headers.RetryAfter.ToString()));
        Assert.Null(tools.LastRequest);
    }

    private static string Batch(int size) => $"[{string.Join(',', Enumerable.Repeat(Ping, size))}]";

    private static Connection Old(StreamHost host, string method, string path) => host.One.Open(method, Ping, change: request => request.Path = path);

    private static void Claim(HttpRequest request, string? rate)
    {
        if (rate is not null)
            ((ClaimsIdentity)request.HttpContext.User.Identity!).AddClaim(new("requestsPerMinute", rate));
    }

    private sealed class ScriptedRates(Func<Task<RateGrant>> answer) : IRateStore
    {
        public int Asked { get; private set; }

        public Task<RateGrant> TakeAsync(
            string principal, RequestRate rate, int least, int most, DateTimeOffset lastSeen, CancellationToken cancellationToken)
        {
            Asked++;
            return answer();
        }
    }
}
