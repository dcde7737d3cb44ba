using LambdaMcp.Protocol.State;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tests.Sessions;

/// <summary>State lives exactly as long as its session.</summary>
public sealed class StateLifetimeTests
{
    private const string Ping = """{"jsonrpc":"2.0","id":2,"method":"ping"}""";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly McpEndpointOptions Options = new() { SessionLifetime = TimeSpan.FromHours(1), SessionRevivalPeriod = TimeSpan.FromDays(2) };

    private readonly ManualTime _time = new();
    private readonly CountedStateStore _states;
    private readonly McpHost _host;

    public StateLifetimeTests()
    {
        _states = new(new InMemoryStateStore(_time));
        _host = new(options: Options, time: _time, add: services => services.AddSingleton<IStateStore>(_states));
    }

    [Fact]
    public async Task State_lives_on_while_its_session_is_used()
    {
        var session = await OpenWithStateAsync();

        for (var at = 0; at < 10; at++)
        {
            _time.Advance(TimeSpan.FromMinutes(40));
            await _host.PostAsync(Ping, session);
        }

        Assert.Equal(_time.GetUtcNow().AddHours(1), (await _states.FindAsync(session, Cancel))!.ExpiresAt);
    }

    [Fact]
    public async Task Requests_that_renew_nothing_do_not_touch_the_state()
    {
        var session = await OpenWithStateAsync();

        _time.Advance(TimeSpan.FromMinutes(5));
        await _host.PostAsync(Ping, session);
        Assert.Equal(0, _states.Extensions);

        _time.Advance(TimeSpan.FromMinutes(5));
        await _host.PostAsync(Ping, session);
        await _host.PostAsync(Ping, session);
        Assert.Equal(1, _states.Extensions);
    }

    [Fact]
    public async Task A_session_that_comes_to_life_again_has_no_state()
    {
        var session = await OpenWithStateAsync();

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (await _host.PostAsync(Ping, session)).Status);

        Assert.Null(await _states.FindAsync(session, Cancel));
        Assert.NotNull(await _states.TryAddAsync(session, new Dictionary<string, string>(), _time.GetUtcNow().AddHours(1), Cancel));
    }

    [Fact]
    public async Task State_goes_with_the_session_that_is_deleted()
    {
        var session = await OpenWithStateAsync();

        await _host.SendAsync("DELETE", null, session);

        Assert.Null(await _states.FindAsync(session, Cancel));
    }

    [Fact]
    public async Task Nobody_deletes_the_state_of_anothers_session()
    {
        var session = await OpenWithStateAsync();

        Assert.Equal(404, (await _host.SendAsync("DELETE", null, session, user: "mallory")).Status);

        Assert.NotNull(await _states.FindAsync(session, Cancel));
    }

    private async Task<string> OpenWithStateAsync()
    {
        var session = await _host.OpenSessionAsync();
        await _states.TryAddAsync(session, new Dictionary<string, string> { ["count"] = "1" }, _time.GetUtcNow().AddHours(1), Cancel);
        return session;
    }
}
