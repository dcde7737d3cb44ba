using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Calls.Cache;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Tests.Calls.Cache;

/// <summary>Results that are given again, and those that must not be.</summary>
public sealed class CachedResultTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly CallBench _bench = new();

    [Fact]
    public async Task The_same_arguments_of_the_same_principal_have_the_same_result_for_so_long()
    {
        _bench.ReadOnly(cacheSeconds: 60);
        _bench.Invoker.Answer = ScriptedInvoker.Json("""{"name":"Ada"}""");
        await _bench.CallAsync("""{"a":1,"b":[2]}""");
        _bench.Time.Advance(TimeSpan.FromSeconds(59));

        var again = await _bench.CallAsync("""{ "b": [2], "a": 1 }""");

        Assert.Equal(1, _bench.Calls);
        Assert.Equal("Ada", again.GetProperty("structuredContent").GetProperty("name").GetString());
        Assert.Equal(59, again.GetProperty("_meta").GetProperty("lambda-mcp/cachedSeconds").GetInt32());

        await _bench.CallAsync("""{"a":1,"b":[3]}""");
        await _bench.CallAsync("""{"a":1,"b":[2]}""", principal: "bob");
        Assert.Equal(3, _bench.Calls);

        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await _bench.CallAsync("""{"a":1,"b":[2]}""")).TryGetProperty("_meta", out _));
        Assert.Equal(4, _bench.Calls);
    }

    [Fact]
    public void A_tool_that_does_not_say_it_is_harmless_has_no_result_to_give_again()
    {
        var target = new CallTarget("find", CallBench.Function, TargetContract.Payload) { CacheSeconds = 60 };

        Assert.Null(CacheRules.KeyOf(Requests.Call(), target, CallBench.Json("{}")));
        Assert.NotNull(CacheRules.KeyOf(Requests.Call(), target with { IsRepeatable = true }, CallBench.Json("{}")));
    }

    [Theory]
    [InlineData("""{"content":[{"type":"text","text":"no"}],"isError":true}""", null)]
    [InlineData("""{"errorType":"E","errorMessage":"m"}""", "Unhandled")]
    [InlineData("""{"resultType":"input_required","inputRequests":{"q":{"method":"roots/list"}}}""", null)]
    public async Task What_is_no_success_is_not_given_again(string answer, string? error)
    {
        _bench.ReadOnly(cacheSeconds: 60);
        _bench.Invoker.Answer = ScriptedInvoker.Json(answer, error);
        await _bench.ResultAsync(cancellationToken: Cancel);
        await _bench.ResultAsync(cancellationToken: Cancel);

        Assert.Equal(2, _bench.Calls);
    }

    [Fact]
    public async Task A_changed_registration_is_called_anew()
    {
        _bench.ReadOnly(cacheSeconds: 600);
        await _bench.CallAsync();
        await _bench.Table.ReplaceAsync(_bench.Registration, _bench.Registration with { Version = _bench.Registration.Version + 1 }, Cancel);
        _bench.Time.Advance(TimeSpan.FromSeconds(30));
        await _bench.CallAsync();

        Assert.Equal(2, _bench.Calls);
    }

    [Fact]
    public void What_was_not_asked_for_the_longest_time_makes_room_and_nothing_takes_more_than_a_quarter()
    {
        var cache = new ResultCache(10_000, TimeProvider.System);
        for (var i = 0; i < 6; i++)
        {
            cache.Keep($"k{i}", Answer(1_000), TimeSpan.FromMinutes(1));
            Assert.True(cache.TryFind("k0", out _, out _));
        }

        cache.Keep("k6", Answer(1_000), TimeSpan.FromMinutes(1));
        cache.Keep("large", Answer(3_000), TimeSpan.FromMinutes(1));

        Assert.True(cache.TryFind("k0", out _, out _));
        Assert.False(cache.TryFind("k1", out _, out _));
        Assert.True(cache.TryFind("k6", out _, out _));
        Assert.False(cache.TryFind("large", out _, out _));
    }

    private static FunctionAnswer Answer(int bytes) => new(default, new byte[bytes], "r", IsMcp: false);
}
