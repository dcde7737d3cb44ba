using System.Runtime.CompilerServices;
using LambdaMcp.Gateway.Catalog;

namespace LambdaMcp.Gateway.Tests.Catalog;

public sealed class CachedListTests
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private readonly ManualTime _time = new();
    private readonly List<Exception> _failures = [];
    private Func<CancellationToken, Task<int>> _next = _ => Task.FromResult(1);

    [Fact]
    public async Task A_list_that_is_older_than_allowed_is_waited_for()
    {
        var list = List();
        Assert.Equal([1], await ReadAsync(list));

        _time.Advance(TimeSpan.FromHours(1));
        _next = _ => Task.FromResult(2);

        Assert.False(list.IsFresh);
        Assert.Equal([2], await ReadAsync(list));
        Assert.True(list.IsFresh);
    }

    [Fact]
    public async Task A_list_is_read_again_behind_the_requests_from_half_its_age_on()
    {
        var list = List();
        await ReadAsync(list);
        var gate = new TaskCompletionSource<int>();
        _next = _ => gate.Task;

        _time.Advance(MaxAge / 2);
        Assert.Equal([1], await ReadAsync(list));
        gate.SetResult(2);

        _time.Advance(MaxAge / 2);
        Assert.Equal([2], await ReadAsync(list));
    }

    [Fact]
    public async Task A_reading_that_hangs_is_given_up_and_the_last_list_is_served()
    {
        var list = List();
        await ReadAsync(list);
        var began = new TaskCompletionSource();
        _next = async token =>
        {
            began.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return 2;
        };

        _time.Advance(MaxAge);
        var waiting = ReadAsync(list);
        await began.Task;
        await _time.AdvanceToTimerAsync(TimeSpan.FromSeconds(10));

        Assert.Equal([1], await waiting);
        Assert.IsType<TimeoutException>(Assert.Single(_failures));
        _next = _ => Task.FromResult(3);
        _time.Advance(MaxAge);
        Assert.Equal([3], await ReadAsync(list));
    }

    private static Task<IReadOnlyList<int>> ReadAsync(CachedList<int> list) => list.GetAsync(TestContext.Current.CancellationToken).AsTask();

    private CachedList<int> List() => new(Source, MaxAge, _time, _failures.Add);

    private async IAsyncEnumerable<int> Source([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await _next(cancellationToken);
    }
}
