using LambdaMcp.Hosting.Fronts;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Hosting.Tests.Fronts;

public sealed class DrainTests
{
    private readonly Drain _drain = new(TimeSpan.FromMinutes(1), TimeProvider.System);

    [Fact]
    public async Task With_no_request_open_it_ends_as_soon_as_it_begins()
    {
        var ended = _drain.WaitAsync();
        Assert.False(ended.IsCompleted);

        _drain.Begin();

        Assert.True(await ended);
    }

    [Fact]
    public async Task It_waits_for_the_last_open_request_those_that_came_meanwhile_among_them()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var early = _drain.CountAsync(new DefaultHttpContext(), _ => first.Task);
        var ended = _drain.WaitAsync();
        _drain.Begin();
        var late = _drain.CountAsync(new DefaultHttpContext(), _ => second.Task);

        first.SetResult();
        await early;
        Assert.Equal((1, false), (_drain.Open, ended.IsCompleted));
        second.SetResult();
        await late;

        Assert.True(await ended);
    }

    [Fact]
    public async Task A_request_that_fails_is_open_no_more()
    {
        await Assert.ThrowsAsync<IOException>(() => _drain.CountAsync(new DefaultHttpContext(), _ => throw new IOException()));

        _drain.Begin();

        Assert.True(await _drain.WaitAsync());
    }

    [Fact]
    public async Task What_takes_longer_than_the_limit_is_not_waited_for()
    {
        var drain = new Drain(TimeSpan.Zero, TimeProvider.System);
        _ = drain.CountAsync(new DefaultHttpContext(), _ => new TaskCompletionSource().Task);

        drain.Begin();

        Assert.False(await drain.WaitAsync());
        Assert.Equal(1, drain.Open);
    }
}
