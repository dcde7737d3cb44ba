using LambdaMcp.Protocol.LegacySse;
using LambdaMcp.Protocol.Streams;

namespace LambdaMcp.Protocol.Tests.Streams;

public sealed class LegacyOutboxTests
{
    [Fact]
    public async Task An_instance_that_put_nothing_in_for_long_does_not_use_places_again_that_were_forgotten()
    {
        var cancel = TestContext.Current.CancellationToken;
        var time = new ManualTime();
        var log = new InMemoryEventLog(time);
        var options = new McpEndpointOptions { EventLifetime = TimeSpan.FromHours(1) };
        var (seldom, often) = (new LegacyOutbox(log, options, time), new LegacyOutbox(log, options, time));
        await seldom.PutAsync("s", "1"u8.ToArray(), cancel);
        var last = 0L;
        for (var minute = 0; minute < 130; minute += 10)
        {
            time.Advance(TimeSpan.FromMinutes(10));
            last = await often.PutAsync("s", "2"u8.ToArray(), cancel);
        }

        Assert.Equal(last + 1, await seldom.PutAsync("s", "3"u8.ToArray(), cancel));
    }
}
