using LambdaMcp.Local.DynamoDb;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.Tests.DynamoDb;

public sealed class ExpiryTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 28, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new(Start);
    private readonly TableCatalog _catalog;
    private readonly Table _table;

    public ExpiryTests()
    {
        _catalog = new(new() { Time = _time, ExpiryDelay = TimeSpan.FromHours(1) });
        _table = _catalog.Create(new() { Name = "sessions", HashKey = new("pk", AttributeType.S), TimeToLiveAttribute = "expiresAt" });
    }

    [Fact]
    public void An_expired_item_stays_until_the_delay_is_over()
    {
        Put("gone", Number(Start.ToUnixTimeSeconds()));
        Put("kept", Number(Start.AddHours(9).ToUnixTimeSeconds()));
        Assert.Equal(["gone", "kept"], Sweep(TimeSpan.FromMinutes(59)));
        Assert.Equal(["kept"], Sweep(TimeSpan.FromMinutes(61)));
    }

    [Fact]
    public void Only_a_number_of_seconds_of_the_last_five_years_expires()
    {
        Put("text", new StringValue("0"));
        Put("none", null);
        Put("milliseconds", Number(Start.ToUnixTimeMilliseconds()));
        Put("ancient", Number(0));
        Assert.Equal(["ancient", "milliseconds", "none", "text"], Sweep(TimeSpan.FromDays(1)));
    }

    [Fact]
    public void Without_the_attribute_nothing_expires()
    {
        Put("a", Number(Start.ToUnixTimeSeconds()));
        _table.TimeToLiveAttribute = null;
        Assert.Equal(["a"], Sweep(TimeSpan.FromDays(1)));
    }

    [Fact]
    public void By_default_a_program_that_does_not_look_at_the_time_is_found_out() =>
        Assert.Equal(TimeSpan.FromHours(48), new DynamoDbOptions().ExpiryDelay);

    private static NumberValue Number(long value) =>
        new(DynamoNumber.Parse(value.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private void Put(string name, AttributeValue? expiry)
    {
        var key = new StringValue(name);
        var members = MapValue.Empty.Members.Add("pk", key);
        _table.Store(new(key, null), new(expiry is null ? members : members.Add("expiresAt", expiry)));
    }

    private IEnumerable<string> Sweep(TimeSpan later)
    {
        _time.Now = Start + later;
        using var sweep = new ExpirySweep(_catalog);
        sweep.Run();
        return _table.Scan(null, 0, 1).Select(static item => ((StringValue)item.Members["pk"]).Text).Order(StringComparer.Ordinal);
    }
}
