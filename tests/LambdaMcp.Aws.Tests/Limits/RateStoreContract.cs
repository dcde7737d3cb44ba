using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.Limits;

namespace LambdaMcp.Aws.Tests.Limits;

/// <summary>What <see cref="IRateStore"/> promises.</summary>
public abstract class RateStoreContract(ITableService? tables) : SeamContract(tables)
{
    private static readonly RequestRate Sixty = RequestRate.Of(60);

    [Fact]
    public async Task Of_a_hundred_requests_at_once_exactly_the_burst_is_served_and_then_one_for_each_interval()
    {
        for (var (round, expected) = (0, 10); round < 3; (round, expected) = (round + 1, 3))
        {
            var permits = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => TakeAsync("crowd", Sixty))));

            Assert.Equal(expected, permits.Sum(grant => grant.Permits));
            Time.Advance(TimeSpan.FromSeconds(3));
        }
    }

    [Fact]
    public async Task A_refusal_says_how_far_time_is_spent_and_then_a_permit_is_free_again()
    {
        Assert.Equal(10, (await TakeAsync("p", Sixty, 10)).Permits);

        var refusal = await TakeAsync("p", Sixty);
        Assert.Equal((0, Time.Now.AddSeconds(10)), (refusal.Permits, refusal.SpentUntil));
        Assert.Equal(Time.Now.AddSeconds(1), Sixty.FitsAt(refusal.SpentUntil, 1));

        Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(0, (await TakeAsync("p", Sixty)).Permits);
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, (await TakeAsync("p", Sixty)).Permits);
        Assert.Equal(0, (await TakeAsync("p", Sixty)).Permits);
    }

    [Fact]
    public async Task Several_are_taken_together_or_not_at_all_and_those_beyond_out_of_half_of_the_burst()
    {
        Assert.Equal(4, (await TakeAsync("p", Sixty, 1, most: 4)).Permits);
        Assert.Equal(1, (await TakeAsync("p", Sixty, 1, most: 4)).Permits);
        Assert.Equal(1, (await TakeAsync("p", Sixty, 1, most: 4)).Permits);
        Assert.Equal(0, (await TakeAsync("p", Sixty, 5, most: 5)).Permits);
        Assert.Equal(4, (await TakeAsync("p", Sixty, 4, most: 4)).Permits);
        Assert.Equal(0, (await TakeAsync("p", Sixty)).Permits);
    }

    [Fact]
    public async Task A_wrong_hint_changes_nothing()
    {
        Assert.Equal(1, (await TakeAsync("p", Sixty, lastSeen: Time.Now.AddSeconds(5))).Permits);
        Assert.Equal(9, (await TakeAsync("p", Sixty, 9, lastSeen: DateTimeOffset.UnixEpoch)).Permits);
        Assert.Equal(0, (await TakeAsync("p", Sixty, lastSeen: Time.Now.AddSeconds(2))).Permits);
    }

    [Fact]
    public async Task Principals_have_nothing_to_do_with_each_other_and_may_have_any_name()
    {
        foreach (var name in new[] { "p", "P", "https://issuer.example/#sub", "ü ✓", new string('x', 5000), new string('x', 5001) })
            Assert.Equal(10, (await TakeAsync(name, Sixty, 10)).Permits);
    }

    [Fact]
    public async Task Eight_instances_that_take_ahead_serve_exactly_what_is_allowed()
    {
        var rate = RequestRate.Of(1200);
        var instances = Enumerable.Range(0, 8).Select(_ => Instance(Time)).ToArray();
        for (var (round, expected) = (0, 200); round < 3; (round, expected) = (round + 1, 20))
        {
            // What is taken ahead is spent by the time that an instance has to refuse.
            var served = await Task.WhenAll(instances.Select(instance => Task.Run(async () =>
            {
                var served = 0;
                while (await instance.TakeAsync("p", rate, 1, 1, Cancel) is null)
                    served++;
                return served;
            })));

            Assert.Equal(expected, served.Sum());
            Assert.All(instances, instance => Assert.True(instance.TakeAsync("p", rate, 1, 1, Cancel) is { IsCompleted: true, Result: { } wait } && wait <= rate.Interval));
            Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private protected RequestLimits Instance(TimeProvider time, IRateStore? store = null) =>
        new(store ?? Seams.Rates, new(), LambdaMcp.Telemetry.AuditLog.Off, time, Microsoft.Extensions.Logging.Abstractions.NullLogger<RequestLimits>.Instance);

    private Task<RateGrant> TakeAsync(string principal, RequestRate rate, int least = 1, int? most = null, DateTimeOffset lastSeen = default) =>
        Seams.Rates.TakeAsync(principal, rate, least, most ?? least, lastSeen, Cancel);
}
