using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Protocol.State;
using LambdaMcp.Tools.Methods;
using LambdaMcp.Tools.State;

namespace LambdaMcp.Tools.Tests.State;

/// <summary>State of clients that have no session.</summary>
public sealed class StateHandleTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly StateBench _bench = new();

    [Fact]
    public async Task A_call_that_writes_gets_a_handle_by_which_the_next_comes_back()
    {
        var handle = await CountAsync(null);

        var next = _bench.WithHandle(handle);
        Assert.Equal(2, await next.UpdateAsync<int>("count", static count => count + 1, Cancel));

        Assert.Equal(handle, next.Handle);
        Assert.False(next.IsHandleNew);
    }

    [Fact]
    public async Task Calls_without_a_handle_have_nothing_in_common()
    {
        var (one, two) = (await CountAsync(null), await CountAsync(null));

        Assert.NotEqual(one, two);
        Assert.Equal(1, await _bench.WithHandle(two).GetAsync<int>("count", Cancel));
    }

    [Fact]
    public async Task A_call_that_writes_nothing_gets_no_handle_and_costs_nothing()
    {
        var state = _bench.WithHandle(null);

        Assert.Equal(0, await state.GetAsync<int>("count", Cancel));
        await state.RemoveAsync("count", Cancel);

        Assert.Null(state.Handle);
        Assert.Equal((0, 0), (_bench.Store.Reads, _bench.Store.Writes));
    }

    [Fact]
    public async Task One_call_has_one_handle_however_often_it_writes()
    {
        var state = _bench.WithHandle(null);

        await Parallel.ForAsync(0, 50, Cancel, async (_, cancel) => await state.UpdateAsync<int>("count", static count => count + 1, cancel));

        Assert.True(state.IsHandleNew);
        Assert.Equal(50, await _bench.WithHandle(state.Handle).GetAsync<int>("count", Cancel));
    }

    [Fact]
    public async Task A_handle_is_short_and_tells_its_owner_to_nobody()
    {
        var handle = await CountAsync(null);

        Assert.InRange(handle.Length, 40, StateHandles.LongestHandle);
        Assert.Matches("^[A-Za-z0-9_-]+$", handle);
        Assert.DoesNotContain(Convert.ToBase64String("alice"u8).TrimEnd('='), handle, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_a_handle_is_anothers_forged_or_over_cannot_be_told_from_the_error()
    {
        var handle = await CountAsync(null);
        var other = await FailureAsync(_bench.WithHandle(handle, owner: "mallory"));
        var forged = await FailureAsync(_bench.WithHandle((handle[0] == 'A' ? 'B' : 'A') + handle[1..]));
        var tampered = await FailureAsync(_bench.WithHandle(handle[..^1] + (handle[^1] == 'A' ? 'B' : 'A')));
        var nonsense = await FailureAsync(_bench.WithHandle("../session#s1"));
        var huge = await FailureAsync(_bench.WithHandle(new string('A', 100_000)));
        _bench.Time.Advance(StateBench.Lifetime);
        var over = await FailureAsync(_bench.WithHandle(handle));

        Assert.Contains("begin anew", over, StringComparison.Ordinal);
        Assert.Equal([over, over, over, over, over], [other, forged, tampered, nonsense, huge]);
    }

    [Fact]
    public async Task Nothing_is_written_under_a_handle_that_leads_nowhere()
    {
        var handle = await CountAsync(null);
        _bench.Time.Advance(StateBench.Lifetime);
        var state = _bench.WithHandle(handle);

        await Assert.ThrowsAsync<SessionStateException>(async () => await state.SetAsync("count", 1, Cancel));

        Assert.Null(state.Handle);
        Assert.Equal(1, _bench.Store.Writes);
    }

    [Fact]
    public async Task A_session_id_is_no_handle()
    {
        var keys = new EphemeralSealingKeys();
        var bench = new StateBench(keys);
        var session = await new Sealer(keys).SignAsync("session", new byte[33], Cancel);

        await FailureAsync(bench.WithHandle(session));
    }

    [Fact]
    public async Task The_handle_of_another_server_is_none_here()
    {
        var handle = await CountAsync(null);

        await FailureAsync(new StateBench().WithHandle(handle));
    }

    [Fact]
    public async Task Use_moves_the_end_of_a_handles_state_forward_at_little_cost()
    {
        var handle = await CountAsync(null);

        for (var at = 0; at < 10; at++)
        {
            _bench.Time.Advance(StateBench.Lifetime * 0.15);
            Assert.Equal(1, await _bench.WithHandle(handle).GetAsync<int>("count", Cancel));
            Assert.Equal(1, await _bench.WithHandle(handle).GetAsync<int>("count", Cancel));
        }

        Assert.Equal(10, _bench.Store.Extensions);
    }

    [Fact]
    public async Task A_cleared_handle_stays_good()
    {
        var handle = await CountAsync(null);
        await _bench.WithHandle(handle).ClearAsync(Cancel);

        Assert.Equal(0, await _bench.WithHandle(handle).GetAsync<int>("count", Cancel));
        Assert.Equal(handle, await CountAsync(handle));
    }

    [Fact]
    public async Task A_handle_goes_before_the_session_where_one_is_given()
    {
        var handle = await CountAsync(null);

        var state = await _bench.InSessionAsync(arguments: $$"""{"stateHandle":"{{handle}}"}""");
        Assert.Equal(2, await state.UpdateAsync<int>("count", static count => count + 1, Cancel));

        Assert.Equal(0, await (await _bench.InSessionAsync()).GetAsync<int>("count", Cancel));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task An_empty_handle_is_none(string empty)
    {
        var state = _bench.Of(null, "alice", $$"""{"stateHandle":{{empty}}}""");

        await state.SetAsync("count", 1, Cancel);

        Assert.NotNull(state.Handle);
    }

    [Fact]
    public void A_handle_that_is_no_text_is_an_invalid_argument()
    {
        var error = Assert.Throws<InvalidArgumentException>(() => _bench.Of(null, "alice", """{"stateHandle":7}"""));

        Assert.Equal("/stateHandle must be a string", error.Message);
    }

    [Fact]
    public async Task Sessions_have_no_handles()
    {
        var state = await _bench.InSessionAsync();

        await state.SetAsync("count", 1, Cancel);

        Assert.Null(state.Handle);
    }

    private async Task<string> CountAsync(string? handle)
    {
        var state = _bench.WithHandle(handle);
        await state.UpdateAsync<int>("count", static count => count + 1, Cancel);
        return state.Handle!;
    }

    private static async Task<string> FailureAsync(SessionState state) =>
        (await Assert.ThrowsAsync<SessionStateException>(async () => await state.GetAsync<int>("count", Cancel))).Message;
}
