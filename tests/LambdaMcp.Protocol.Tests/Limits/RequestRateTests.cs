using FsCheck;
using FsCheck.Fluent;
using LambdaMcp.Protocol.Limits;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Protocol.Tests.Limits;

public sealed class RequestRateTests
{
    [Theory]
    [InlineData(1, 10, 60_000_000)]
    [InlineData(60, 10, 1_000_000)]
    [InlineData(70, 11, 857_143)]
    [InlineData(600, 100, 100_000)]
    [InlineData(1_000_000, 166_666, 60)]
    [InlineData(int.MaxValue, int.MaxValue / 6, 1)]
    public void The_burst_is_a_sixth_and_ten_at_least_and_an_interval_is_never_too_short(int perMinute, int burst, int microseconds)
    {
        var rate = RequestRate.Of(perMinute);

        Assert.Equal(burst, rate.Burst);
        Assert.Equal(TimeSpan.FromMicroseconds(microseconds), rate.Interval);
    }

    [Fact]
    public void Over_any_time_no_more_is_served_than_rate_and_burst_together_however_instances_take_turns()
    {
        var steps = Gen.Elements(0, 0, 0, 0, 1, 7, 40, 130, 2500).Three().Select(pauses => pauses.Item1).ArrayOf(300);
        var instances = Gen.Choose(0, 3).ArrayOf(300);

        Prop.ForAll(Arb.From(steps), Arb.From(instances), (pauses, turns) =>
        {
            var rate = new RequestRate(600, 40);
            var served = Serve(rate, pauses, turns);
            for (var from = 0; from < served.Count; from++)
            {
                for (var to = from + rate.Burst; to < served.Count; to++)
                    Assert.True(to - from + 1 <= rate.Burst + (served[to] - served[from]) / rate.Interval, $"{to - from + 1} from {served[from]:O} to {served[to]:O}");
            }
        }).QuickCheckThrowOnFailure();
    }

    private static List<DateTimeOffset> Serve(RequestRate rate, int[] pauses, int[] turns)
    {
        var time = new ManualTime();
        var store = new InMemoryRateStore(time);
        var instances = Enumerable.Range(0, 4).Select(_ => new RequestLimits(store, new(), LambdaMcp.Telemetry.AuditLog.Off, time, NullLogger<RequestLimits>.Instance)).ToArray();
        var served = new List<DateTimeOffset>();
        foreach (var (pause, turn) in pauses.Zip(turns))
        {
            time.Advance(TimeSpan.FromMilliseconds(pause));
            if (instances[turn].TakeAsync("p", rate, 1, 1, CancellationToken.None).Result is null)
                served.Add(time.Now);
        }

        return served;
    }
}
