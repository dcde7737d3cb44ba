using LambdaMcp.Tools.State;

namespace LambdaMcp.Tools.Tests.State;

public sealed class StateLimitTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly SessionState _state = SessionState.InMemory();

    [Fact]
    public async Task State_holds_64_KB_and_not_a_byte_more()
    {
        // Key, and the value's quotes.
        var most = new string('x', 64 * 1024 - 4);

        await _state.SetAsync("k1", most, Cancel);
        var error = await Assert.ThrowsAsync<SessionStateException>(async () => await _state.SetAsync("k1", most + "x", Cancel));

        Assert.Contains("65,537", error.Message, StringComparison.Ordinal);
        Assert.Equal(most, await _state.GetAsync<string>("k1", Cancel));
    }

    [Fact]
    public async Task Letters_count_as_the_UTF8_that_they_are()
    {
        await _state.SetAsync("k1", new string('日', 21_800), Cancel);

        await Assert.ThrowsAsync<SessionStateException>(async () => await _state.SetAsync("k2", "日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日", Cancel));
    }

    [Fact]
    public async Task State_holds_128_keys()
    {
        for (var at = 0; at < 128; at++)
            await _state.SetAsync($"key{at}", at, Cancel);

        var error = await Assert.ThrowsAsync<SessionStateException>(async () => await _state.SetAsync("another", 1, Cancel));

        Assert.Contains("129", error.Message, StringComparison.Ordinal);
        await _state.SetAsync("key5", 500, Cancel);
        await _state.RemoveAsync("key6", Cancel);
        await _state.SetAsync("another", 1, Cancel);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xD83D)]
    public async Task A_key_is_text(int character)
    {
        var key = character == 0 ? "" : new string((char)character, 1);
        await Assert.ThrowsAsync<SessionStateException>(async () => await _state.SetAsync(key, 1, Cancel));
        await Assert.ThrowsAsync<SessionStateException>(async () => await _state.GetAsync<int>(key, Cancel));
        await Assert.ThrowsAsync<SessionStateException>(async () => await _state.RemoveAsync(key, Cancel));
        await Assert.ThrowsAsync<SessionStateException>(async () => await _state.UpdateAsync<int>(key, static count => count, Cancel));
    }

    [Fact]
    public async Task A_key_has_at_most_128_characters()
    {
        await _state.SetAsync(new string('k', 128), 1, Cancel);

        await Assert.ThrowsAsync<SessionStateException>(async () => await _state.SetAsync(new string('k', 129), 1, Cancel));
    }
}
