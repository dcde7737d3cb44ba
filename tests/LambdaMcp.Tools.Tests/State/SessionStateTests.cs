using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Tools.State;

namespace LambdaMcp.Tools.Tests.State;

public sealed class SessionStateTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly StateBench _bench = new(types: [BasketJson.Default]);

    [Fact]
    public async Task A_value_is_there_in_the_next_call()
    {
        await (await _bench.InSessionAsync()).SetAsync("count", 41, Cancel);

        Assert.Equal(41, await (await _bench.InSessionAsync()).GetAsync<int>("count", Cancel));
    }

    [Fact]
    public async Task The_values_of_one_session_are_not_those_of_another()
    {
        await (await _bench.InSessionAsync("s1")).SetAsync("count", 1, Cancel);

        Assert.Null(await (await _bench.InSessionAsync("s2")).GetAsync<int?>("count", Cancel));
    }

    [Fact]
    public async Task Every_plain_type_comes_back_as_it_was()
    {
        var state = await _bench.InSessionAsync();

        await HoldsAsync(state, "text \"日本\" \u0000");
        await HoldsAsync(state, true);
        await HoldsAsync(state, 'x');
        await HoldsAsync(state, byte.MaxValue);
        await HoldsAsync(state, short.MinValue);
        await HoldsAsync(state, long.MinValue);
        await HoldsAsync(state, ulong.MaxValue);
        await HoldsAsync(state, 1.5f);
        await HoldsAsync(state, double.Epsilon);
        await HoldsAsync(state, decimal.MaxValue);
        await HoldsAsync(state, Guid.NewGuid());
        await HoldsAsync(state, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)));
        await HoldsAsync(state, new DateOnly(2026, 1, 2));
        await HoldsAsync(state, TimeSpan.FromTicks(1));
        await HoldsAsync<int?>(state, null);
        await HoldsAsync(state, new Uri("https://example.com/a"));
        await HoldsAsync(state, new[] { "a", "b" });
        await HoldsAsync(state, new List<string> { "a" });
        await HoldsAsync(state, new byte[] { 1, 2 });
        await state.SetAsync("json", new JsonObject { ["a"] = 1 }, Cancel);
        Assert.Equal(1, (int)(await state.GetAsync<JsonObject>("json", Cancel))!["a"]!);
    }

    [Fact]
    public async Task Types_of_the_program_are_kept_as_its_context_writes_them()
    {
        await (await _bench.InSessionAsync()).SetAsync("basket", new Basket("alice", [1, 2]), Cancel);

        var state = await _bench.InSessionAsync();
        var basket = await state.GetAsync<Basket>("basket", Cancel);
        Assert.Equal([1, 2], basket!.Items);
        Assert.Equal("alice", (await state.GetAsync<JsonElement>("basket", Cancel)).GetProperty("owner").GetString());
        Assert.Equal("alice", (await state.GetAsync("basket", BasketJson.Default.Basket, Cancel))!.Owner);
    }

    [Fact]
    public async Task A_type_whose_JSON_is_not_declared_says_what_to_do()
    {
        var state = await new StateBench().InSessionAsync();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await state.SetAsync("basket", new Basket("a", []), Cancel));

        Assert.Contains("services.AddStateJson(MyContext.Default)", error.Message, StringComparison.Ordinal);
        await state.SetAsync("basket", new Basket("a", []), BasketJson.Default.Basket, Cancel);
    }

    [Fact]
    public async Task A_value_of_another_type_is_no_default()
    {
        var state = await _bench.InSessionAsync();
        await state.SetAsync("count", "many", Cancel);

        await Assert.ThrowsAsync<JsonException>(async () => await state.GetAsync<int>("count", Cancel));
        await Assert.ThrowsAsync<JsonException>(async () => await state.UpdateAsync<int>("count", static count => count + 1, Cancel));
        Assert.Equal("many", await state.GetAsync<string>("count", Cancel));
    }

    [Fact]
    public async Task An_update_starts_from_the_default_and_gives_what_it_wrote()
    {
        var state = await _bench.InSessionAsync();

        Assert.Equal(1, await state.UpdateAsync<int>("count", static count => count + 1, Cancel));
        Assert.Equal(2, await state.UpdateAsync<int>("count", static count => count + 1, Cancel));
        Assert.Equal("a,", await state.UpdateAsync<string>("text", static text => $"{text ?? "a"},", Cancel));
    }

    [Fact]
    public async Task An_update_that_another_was_faster_than_starts_from_what_that_one_wrote()
    {
        var state = await _bench.InSessionAsync();
        await state.SetAsync("count", 1, Cancel);
        var other = await _bench.InSessionAsync();
        _bench.Store.BeforeWrite = async () => await other.UpdateAsync<int>("count", static count => count + 10, Cancel);

        Assert.Equal(12, await state.UpdateAsync<int>("count", static count => count + 1, Cancel));

        Assert.Equal(12, await (await _bench.InSessionAsync()).GetAsync<int>("count", Cancel));
    }

    [Fact]
    public async Task Values_under_other_keys_that_others_write_meanwhile_stay()
    {
        var state = await _bench.InSessionAsync();
        await state.SetAsync("mine", 1, Cancel);
        await (await _bench.InSessionAsync()).SetAsync("theirs", 2, Cancel);

        await state.SetAsync("mine", 3, Cancel);

        Assert.Equal(["mine", "theirs"], (await (await _bench.InSessionAsync()).KeysAsync(Cancel)).Order());
    }

    [Fact]
    public async Task A_change_that_fails_writes_nothing()
    {
        var state = await _bench.InSessionAsync();
        await state.SetAsync("count", 1, Cancel);

        await Assert.ThrowsAsync<DivideByZeroException>(async () => await state.UpdateAsync<int>("count", static count => count / (count - 1), Cancel));

        Assert.Equal(1, await state.GetAsync<int>("count", Cancel));
    }

    [Fact]
    public async Task Many_calls_at_once_lose_no_update()
    {
        await _bench.InSessionAsync();

        await Parallel.ForAsync(0, 200, Cancel, async (_, cancel) =>
            await _bench.Of("s1", "alice", null).UpdateAsync<int>("count", static count => count + 1, cancel));

        Assert.Equal(200, await (await _bench.InSessionAsync()).GetAsync<int>("count", Cancel));
    }

    [Fact]
    public async Task One_call_may_use_its_state_from_many_threads()
    {
        var state = await _bench.InSessionAsync();

        await Parallel.ForAsync(0, 100, Cancel, async (at, cancel) => await state.UpdateAsync<int>($"count{at % 3}", static count => count + 1, cancel));

        Assert.Equal(100, await state.GetAsync<int>("count0", Cancel) + await state.GetAsync<int>("count1", Cancel) + await state.GetAsync<int>("count2", Cancel));
    }

    [Fact]
    public async Task A_removed_value_is_gone()
    {
        var state = await _bench.InSessionAsync();
        await state.SetAsync("a", 1, Cancel);

        Assert.True(await state.RemoveAsync("a", Cancel));
        Assert.False(await state.RemoveAsync("a", Cancel));

        Assert.Empty(await (await _bench.InSessionAsync()).KeysAsync(Cancel));
    }

    [Fact]
    public async Task Cleared_state_is_empty()
    {
        var state = await _bench.InSessionAsync();
        await state.SetAsync("a", 1, Cancel);
        await state.SetAsync("b", 2, Cancel);

        await state.ClearAsync(Cancel);

        Assert.Empty(await (await _bench.InSessionAsync()).KeysAsync(Cancel));
    }

    [Fact]
    public async Task Nothing_is_read_before_it_is_asked_for_and_then_once()
    {
        await (await _bench.InSessionAsync()).SetAsync("count", 1, Cancel);
        var before = _bench.Store.Reads;
        var state = await _bench.InSessionAsync();
        Assert.Equal(before, _bench.Store.Reads);

        await state.GetAsync<int>("count", Cancel);
        await state.UpdateAsync<int>("count", static count => count + 1, Cancel);
        await state.SetAsync("other", 1, Cancel);
        await state.KeysAsync(Cancel);

        Assert.Equal(before + 1, _bench.Store.Reads);
    }

    [Fact]
    public async Task What_changes_nothing_is_not_written()
    {
        var state = await _bench.InSessionAsync();

        await state.RemoveAsync("a", Cancel);
        await state.ClearAsync(Cancel);

        Assert.Equal(0, _bench.Store.Writes);
    }

    [Fact]
    public async Task A_call_sees_what_others_wrote_after_it_refreshed()
    {
        var state = await _bench.InSessionAsync();
        await state.SetAsync("stop", false, Cancel);
        await (await _bench.InSessionAsync()).SetAsync("stop", true, Cancel);
        Assert.False(await state.GetAsync<bool>("stop", Cancel));

        state.Refresh();

        Assert.True(await state.GetAsync<bool>("stop", Cancel));
    }

    [Fact]
    public async Task An_update_ends_with_the_call()
    {
        using var over = new CancellationTokenSource();
        var state = _bench.Until(over.Token);
        await state.SetAsync("count", 1, Cancel);
        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await state.UpdateAsync<int>("count", static count => count + 1, Cancel));
    }

    [Fact]
    public async Task State_ends_with_its_session()
    {
        var state = await _bench.InSessionAsync();
        await state.SetAsync("count", 1, Cancel);
        _bench.Time.Advance(StateBench.Lifetime);

        Assert.Equal(0, await (await _bench.InSessionAsync()).GetAsync<int>("count", Cancel));
    }

    [Fact]
    public async Task State_never_outlives_the_session_that_it_was_first_written_in()
    {
        await _bench.InSessionAsync();
        _bench.Time.Advance(TimeSpan.FromMinutes(5)); // Too little for a renewal.
        await (await _bench.InSessionAsync()).SetAsync("count", 1, Cancel);

        _bench.Time.Advance(TimeSpan.FromMinutes(55));

        Assert.Equal(0, await (await _bench.InSessionAsync()).GetAsync<int>("count", Cancel));
    }

    [Fact]
    public async Task A_session_that_was_deleted_meanwhile_takes_no_state()
    {
        var state = await _bench.InSessionAsync();
        await _bench.Sessions.DeleteAsync("s1", "alice", Cancel);

        await Assert.ThrowsAsync<SessionStateException>(async () => await state.SetAsync("count", 1, Cancel));
    }

    [Fact]
    public async Task State_in_memory_is_there_to_try_a_tool_with()
    {
        var state = SessionState.InMemory();

        await state.UpdateAsync<int>("count", static count => count + 1, Cancel);

        Assert.Equal(1, await state.GetAsync<int>("count", Cancel));
        Assert.Equal(0, await SessionState.InMemory().GetAsync<int>("count", Cancel));
    }

    private static async Task HoldsAsync<T>(SessionState state, T value)
    {
        await state.SetAsync("value", value, Cancel);
        Assert.Equal(value, await state.GetAsync<T>("value", Cancel));
    }
}
