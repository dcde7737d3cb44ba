using LambdaMcp.StdioClient.Supervision;

namespace LambdaMcp.StdioClient.Tests.Supervision;

public sealed class RestartBackoffTests
{
    private readonly ManualTime _time = new();
    private readonly RestartBackoff _backoff;

    public RestartBackoffTests() => _backoff = new(_time);

    [Fact]
    public void The_first_restart_is_at_once_and_the_waits_for_the_next_ones_double_to_thirty_seconds()
    {
        var waits = new List<double>();
        for (var i = 0; i < 11; i++)
        {
            _backoff.Failed(_time.Now);
            waits.Add(_backoff.Wait.TotalSeconds);
            _time.Advance(_backoff.Wait);
        }

        Assert.Equal([0, 0.25, 0.5, 1, 2, 4, 8, 16, 30, 30, 30], waits);
    }

    [Fact]
    public void A_call_that_was_served_makes_the_next_restart_one_at_once()
    {
        _backoff.Failed(_time.Now);
        _backoff.Failed(_time.Now);
        _time.Advance(_backoff.Wait);

        _backoff.Served();
        _backoff.Failed(_time.Now);

        Assert.Equal(TimeSpan.Zero, _backoff.Wait);
    }

    [Fact]
    public void A_failure_of_long_ago_is_not_waited_for()
    {
        _backoff.Failed(_time.Now);
        _backoff.Failed(_time.Now - TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.Zero, _backoff.Wait);
    }
}
