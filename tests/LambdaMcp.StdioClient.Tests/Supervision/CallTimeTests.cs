using LambdaMcp.StdioClient.Supervision;

namespace LambdaMcp.StdioClient.Tests.Supervision;

public sealed class CallTimeTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_call_ends_300_ms_before_its_request_does()
    {
        using var call = new CallTime(_time.Now.AddSeconds(10), TimeSpan.FromSeconds(20), _time, default);

        _time.Advance(TimeSpan.FromSeconds(9.6));
        Assert.False(call.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.True(call.Token.IsCancellationRequested);
        Assert.Equal(
            "The server did not answer within the 9.7 s that the call had.", Assert.Throws<ServerFailedException>(() => call.Throw("did not answer")).Message);
    }

    [Fact]
    public void A_servers_own_limit_ends_it_earlier()
    {
        using var call = new CallTime(_time.Now.AddSeconds(10), TimeSpan.FromSeconds(2), _time, default);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.True(call.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_call_without_limits_lasts_as_long_as_its_caller_waits()
    {
        using var caller = new CancellationTokenSource();
        using var call = new CallTime(null, null, _time, caller.Token);
        _time.Advance(TimeSpan.FromDays(100));
        Assert.False(call.Token.IsCancellationRequested);

        caller.Cancel();

        Assert.True(call.Token.IsCancellationRequested);
        Assert.Throws<OperationCanceledException>(() => call.Throw("did not answer"));
    }

    [Fact]
    public void What_must_hear_of_the_end_has_a_moment_for_it()
    {
        using var call = new CallTime(null, TimeSpan.FromSeconds(1), _time, default);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(call.Late.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.True(call.Late.IsCancellationRequested);
    }

    [Fact]
    public void A_request_whose_deadline_is_past_has_no_time_and_one_with_a_far_deadline_has_some()
    {
        using var past = new CallTime(_time.Now.AddSeconds(-1), null, _time, default);
        using var far = new CallTime(_time.Now.AddYears(10), null, _time, default);

        Assert.True(past.Token.IsCancellationRequested);
        Assert.False(far.Token.IsCancellationRequested);
    }
}
