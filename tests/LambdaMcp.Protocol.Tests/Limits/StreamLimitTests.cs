using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Tests.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tests.Limits;

public sealed class StreamLimitTests
{
    private readonly RecordLines _records = new();

    [Fact]
    public async Task One_stream_too_many_is_429_until_another_ends_whichever_way_they_are_opened()
    {
        var host = Host(2);
        var session = await host.One.OpenSessionAsync();
        var first = host.Get(session);
        var second = host.Listen("""{"toolsListChanged":true}""");
        Assert.False(first.IsServed || second.IsServed);

        var refusedGet = host.Get(session, instance: host.Other);
        var refusedListen = host.Listen("""{"toolsListChanged":true}""", id: "\"l\"");
        var refusedOld = host.One.Open("GET", null, change: request => (request.Path, request.Headers.Accept) = ("/sse", "text/event-stream"));
        Assert.All([refusedGet, refusedListen, refusedOld], refused =>
        {
            Assert.Equal((429, "5"), (refused.Status, refused.Headers.RetryAfter.ToString()));
            Assert.StartsWith("You have 2 streams open", refused.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        });
        Assert.Equal(3, _records.All.Count);
        Assert.All(_records.All, record => Assert.Equal(
            ("decision", "limited", "too_many_streams", "alice", 1),
            (record.GetProperty("audit").GetString(), record.GetProperty("outcome").GetString(), record.GetProperty("reason").GetString(),
                record.GetProperty("principal").GetString(), record.GetProperty("RateLimited").GetInt32())));
        Assert.Equal("l", refusedListen.Json.GetProperty("id").GetString());
        Assert.Equal(200, host.Get(await host.One.OpenSessionAsync(user: "bob"), change: request => request.HttpContext.User = new(new System.Security.Claims.ClaimsIdentity(
            [new(System.Security.Claims.ClaimTypes.Name, "bob")], "test"))).Status);

        second.Abort();
        await second.ServedAsync();
        Assert.Equal(200, host.Get(session).Status);
        Assert.Equal(429, host.Get(session).Status);
    }

    [Fact]
    public async Task A_stream_whose_time_is_over_gives_its_place_back()
    {
        var host = Host(1);
        var session = await host.One.OpenSessionAsync();
        var stream = host.Get(session);

        host.Pass(60);
        await stream.ServedAsync();

        Assert.Equal(200, host.Get(session).Status);
    }

    [Fact]
    public async Task Requests_other_than_streams_need_no_place_and_without_a_limit_none_is_taken()
    {
        var host = Host(1);
        var session = await host.One.OpenSessionAsync();
        Assert.Equal(200, host.Get(session).Status);
        Assert.Equal(200, (await host.One.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", session)).Status);

        var slots = new BrokenSlots();
        var unbounded = new StreamHost(add: services => services.AddSingleton<ISlotStore>(slots));
        Assert.Equal(200, unbounded.Get(await unbounded.One.OpenSessionAsync()).Status);
        Assert.Equal(0, slots.Asked);
    }

    [Fact]
    public async Task A_stream_that_cannot_be_counted_is_served()
    {
        var slots = new BrokenSlots();
        var host = new StreamHost(new() { MaxStreamsPerPrincipal = 1 }, add: services => services.AddSingleton<ISlotStore>(slots));

        Assert.Equal(200, host.Get(await host.One.OpenSessionAsync()).Status);
        Assert.Equal(1, slots.Asked);
    }

    private StreamHost Host(int most)
    {
        var time = new ManualTime();
        var slots = new InMemorySlotStore(time);
        return new(
            new() { MaxStreamsPerPrincipal = most, LegacySse = true, StreamLifetime = TimeSpan.FromSeconds(60) },
            add: services => services.AddSingleton<ISlotStore>(slots).AddSingleton(_records.Log));
    }

    private sealed class BrokenSlots : ISlotStore
    {
        public int Asked { get; private set; }

        public Task<IAsyncDisposable?> TryTakeAsync(string pool, int size, TimeSpan lifetime, CancellationToken cancellationToken)
        {
            Asked++;
            throw new InvalidOperationException("The table is gone.");
        }
    }
}
