using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LambdaMcp.Aws.Limits;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.Limits;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Aws.Tests.Limits;

/// <summary>Instances with one table, whose clocks differ, whose calls are counted, or whose answers are lost.</summary>
public sealed class SharedRateTests(LocalTables tables) : IAsyncLifetime
{
    private static readonly RequestRate Sixty = RequestRate.Of(60);
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly ManualTime _time = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
    private TestTable? _table;

    public async ValueTask InitializeAsync() => _table = await TestTable.CreateAsync(tables.Client(), "pk", "sk");

    public async ValueTask DisposeAsync() => await _table!.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Over_any_time_no_more_is_served_than_rate_and_burst_and_what_clocks_differ(int seed)
    {
        var random = new Random(seed);
        var rate = new RequestRate(600, 24);
        var skew = TimeSpan.FromMilliseconds(40);
        var instances = Enumerable.Range(-1, 3).Select(side => Instance(Store(new Shifted(_time, side * skew)), new Shifted(_time, side * skew))).ToArray();
        var served = new List<DateTimeOffset>();

        for (var step = 0; step < 400; step++)
        {
            // Spells of many requests, and pauses in which the burst comes back.
            _time.Advance(TimeSpan.FromMilliseconds(random.Next(8) switch { 0 => random.Next(3000), < 4 => random.Next(120), _ => 0 }));
            var permits = random.Next(6) == 0 ? random.Next(1, 5) : 1;
            if (await instances[random.Next(3)].TakeAsync("p", rate, permits, permits, Cancel) is null)
                served.AddRange(Enumerable.Repeat(_time.Now, permits));
        }

        for (var from = 0; from < served.Count; from++)
        {
            for (var to = from; to < served.Count; to++)
                Assert.True(to - from + 1 <= rate.Burst + (served[to] - served[from] + 2 * skew) / rate.Interval, $"{to - from + 1} from {served[from]:O} to {served[to]:O}");
        }
    }

    [Fact]
    public async Task A_request_takes_one_write_and_a_refusal_that_is_known_none()
    {
        var calls = new CountedCalls();
        using var client = Client(calls);
        var instance = Instance(Store(_time, client), _time);

        for (var i = 0; i < 10; i++)
        {
            Assert.Null(await instance.TakeAsync("p", Sixty, 1, 1, Cancel));
            Assert.InRange(calls.Made, 1, i + 1);
        }

        // It finds that nobody else took more; from then on it knows.
        Assert.Equal(TimeSpan.FromSeconds(1), await instance.TakeAsync("p", Sixty, 1, 1, Cancel));
        var made = calls.Made;
        for (var i = 0; i < 100; i++)
            Assert.NotNull(await instance.TakeAsync("p", Sixty, 1, 1, Cancel));
        Assert.Equal(made, calls.Made);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await instance.TakeAsync("p", Sixty, 1, 1, Cancel));
        Assert.Equal(made + 1, calls.Made);
    }

    [Fact]
    public async Task An_instance_that_sees_many_requests_takes_permits_ahead()
    {
        var calls = new CountedCalls();
        using var client = Client(calls);
        var instance = Instance(Store(_time, client), _time);
        var rate = RequestRate.Of(6000);

        for (var i = 0; i < 1000; i++)
        {
            // Half of what the rate allows.
            _time.Advance(rate.Interval * 2);
            Assert.Null(await instance.TakeAsync("p", rate, 1, 1, Cancel));
        }

        Assert.InRange(calls.Made, 1, 250);
    }

    [Fact]
    public async Task A_lost_answer_allows_less_and_never_more()
    {
        var network = new LostAnswers();
        using var client = Client(network);
        var instance = Instance(Store(_time, client), _time);

        var served = 0;
        while (await instance.TakeAsync("p", Sixty, 1, 1, Cancel) is null)
            served++;

        Assert.InRange(served, 1, 10);
        Assert.NotEqual(0, network.Lost);
    }

    [Fact]
    public async Task The_item_is_gone_some_time_after_it_says_nothing_more()
    {
        await Store(_time).TakeAsync("p", Sixty, 10, 10, default, Cancel);

        var item = (await tables.Client().GetItemAsync(_table!.Name, ExpiringItems.Key("rate#p", "rate"), Cancel)).Item;

        Assert.Equal(_time.Now.AddSeconds(10).ToUnixTimeMilliseconds() * 1000, item.ReadNumber("spentUntil"));
        Assert.Equal(_time.Now.AddSeconds(10).AddHours(1).ToUnixTimeSeconds(), item.ReadNumber("expiresAt"));
    }

    private DynamoDbRateStore Store(TimeProvider time, IAmazonDynamoDB? client = null) => new(new(() => client ?? tables.Client(), _table!.Name, time));

    private AmazonDynamoDBClient Client(HttpClientFactory network) => new(
        new BasicAWSCredentials("local", "local"),
        new AmazonDynamoDBConfig { ServiceURL = tables.Url, AuthenticationRegion = "eu-west-1", HttpClientFactory = network });

    private static RequestLimits Instance(IRateStore store, TimeProvider time) => new(store, new(), LambdaMcp.Telemetry.AuditLog.Off, time, NullLogger<RequestLimits>.Instance);

    private sealed class Shifted(TimeProvider time, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + by;

        // However long the table takes, the limit waits for it.
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
    }
}
