using System.Globalization;
using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.State;

namespace LambdaMcp.Aws.Tests.State;

/// <summary>What <see cref="IStateStore"/> promises.</summary>
public abstract class StateStoreContract(ITableService? tables) : SeamContract(tables)
{
    private protected IStateStore Store => Seams.State;

    private protected static Dictionary<string, string> Values(string count) => new() { ["count"] = count };

    [Fact]
    public async Task State_comes_back_as_it_was_stored()
    {
        var values = new Dictionary<string, string>
        {
            ["nothing"] = "null",
            ["Größe \"1\"\n"] = """{"a":[1.50,"é 日本 \u0000"]}""",
            ["deep"] = new string('[', 64) + new string(']', 64),
        };
        await Store.TryAddAsync("s1", values, InAnHour, Cancel);

        var found = await Store.FindAsync("s1", Cancel);

        Assert.Equal(values, found!.Values);
        Assert.Equal(InAnHour, found.ExpiresAt);
    }

    [Fact]
    public async Task There_is_no_state_before_it_is_stored() => Assert.Null(await Store.FindAsync("s1", Cancel));

    [Fact]
    public async Task State_without_values_is_state()
    {
        await Store.TryAddAsync("s1", new Dictionary<string, string>(), InAnHour, Cancel);

        Assert.Empty((await Store.FindAsync("s1", Cancel))!.Values);
    }

    [Fact]
    public async Task Of_many_first_writes_one_wins()
    {
        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Store.TryAddAsync("s1", Values($"{at}"), InAnHour, Cancel)));

        var record = Assert.Single(won, static one => one is not null);
        Assert.Equal(record!.Values, (await Store.FindAsync("s1", Cancel))!.Values);
    }

    [Fact]
    public async Task Of_many_writes_over_one_version_one_wins()
    {
        var first = await Store.TryAddAsync("s1", Values("0"), InAnHour, Cancel);

        var won = await Task.WhenAll(Enumerable.Range(1, 8).Select(at => Store.TryReplaceAsync("s1", first!, Values($"{at}"), Cancel)));

        var record = Assert.Single(won, static one => one is not null);
        var found = await Store.FindAsync("s1", Cancel);
        Assert.Equal(record!.Values, found!.Values);
        Assert.Equal(record.Version, found.Version);
        Assert.NotEqual(first!.Version, found.Version);
    }

    [Fact]
    public async Task What_a_write_gives_is_good_for_the_next()
    {
        var record = await Store.TryAddAsync("s1", Values("0"), InAnHour, Cancel);

        record = await Store.TryReplaceAsync("s1", record!, Values("1"), Cancel);
        record = await Store.TryReplaceAsync("s1", record!, Values("2"), Cancel);

        Assert.NotNull(record);
        Assert.Equal(Values("2"), (await Store.FindAsync("s1", Cancel))!.Values);
    }

    [Fact]
    public async Task A_write_leaves_the_end_where_it_is()
    {
        var record = await Store.TryAddAsync("s1", Values("0"), InAnHour, Cancel);

        Time.Advance(TimeSpan.FromMinutes(30));
        await Store.TryReplaceAsync("s1", record!, Values("1"), Cancel);
        Time.Advance(TimeSpan.FromMinutes(30));

        Assert.Null(await Store.FindAsync("s1", Cancel));
    }

    [Fact]
    public async Task State_is_over_when_its_time_is()
    {
        var record = await Store.TryAddAsync("s1", Values("0"), InAnHour, Cancel);

        Time.Advance(TimeSpan.FromHours(1));

        Assert.Null(await Store.FindAsync("s1", Cancel));
        Assert.Null(await Store.TryReplaceAsync("s1", record!, Values("1"), Cancel));
    }

    [Fact]
    public async Task New_state_takes_the_place_of_what_is_over_and_is_not_taken_for_it()
    {
        var old = await Store.TryAddAsync("s1", Values("7"), InAnHour, Cancel);
        Time.Advance(TimeSpan.FromHours(2));

        Assert.NotNull(await Store.TryAddAsync("s1", Values("1"), InAnHour, Cancel));

        Assert.Null(await Store.TryReplaceAsync("s1", old!, Values("8"), Cancel));
        var found = await Store.FindAsync("s1", Cancel);
        Assert.Equal(Values("1"), found!.Values);
        Assert.Equal(InAnHour, found.ExpiresAt);
    }

    [Fact]
    public async Task State_that_was_deleted_and_made_anew_is_not_taken_for_the_old()
    {
        var old = await Store.TryAddAsync("s1", Values("7"), InAnHour, Cancel);
        await Store.DeleteAsync("s1", Cancel);

        Assert.Null(await Store.TryReplaceAsync("s1", old!, Values("8"), Cancel));
        await Store.TryAddAsync("s1", Values("1"), InAnHour, Cancel);

        Assert.Null(await Store.TryReplaceAsync("s1", old!, Values("8"), Cancel));
        Assert.Equal(Values("1"), (await Store.FindAsync("s1", Cancel))!.Values);
    }

    [Fact]
    public async Task State_lives_as_long_as_it_is_extended_to()
    {
        await Store.TryAddAsync("s1", Values("7"), InAnHour, Cancel);

        await Store.ExtendAsync("s1", Time.GetUtcNow().AddHours(3), Cancel);
        Time.Advance(TimeSpan.FromHours(2));

        var found = await Store.FindAsync("s1", Cancel);
        Assert.Equal(Values("7"), found!.Values);
        Assert.Equal(InAnHour, found.ExpiresAt);
    }

    [Fact]
    public async Task A_write_does_not_lose_by_an_extension_nor_undo_it()
    {
        var record = await Store.TryAddAsync("s1", Values("0"), InAnHour, Cancel);
        await Store.ExtendAsync("s1", Time.GetUtcNow().AddHours(3), Cancel);

        Assert.NotNull(await Store.TryReplaceAsync("s1", record!, Values("1"), Cancel));

        Assert.Equal(Time.GetUtcNow().AddHours(3), (await Store.FindAsync("s1", Cancel))!.ExpiresAt);
    }

    [Fact]
    public async Task No_extension_shortens_a_life()
    {
        await Store.TryAddAsync("s1", Values("0"), InAnHour, Cancel);

        await Store.ExtendAsync("s1", Time.GetUtcNow().AddMinutes(1), Cancel);

        Assert.Equal(InAnHour, (await Store.FindAsync("s1", Cancel))!.ExpiresAt);
    }

    [Fact]
    public async Task No_extension_makes_state_or_brings_it_back()
    {
        await Store.ExtendAsync("s1", InAnHour, Cancel);
        await Store.TryAddAsync("s2", Values("0"), InAnHour, Cancel);
        Time.Advance(TimeSpan.FromHours(1));
        await Store.ExtendAsync("s2", InAnHour, Cancel);

        Assert.Null(await Store.FindAsync("s1", Cancel));
        Assert.Null(await Store.FindAsync("s2", Cancel));
    }

    [Fact]
    public async Task Deleted_state_is_gone_and_deleting_nothing_is_no_error()
    {
        await Store.TryAddAsync("s1", Values("0"), InAnHour, Cancel);

        await Store.DeleteAsync("s1", Cancel);
        await Store.DeleteAsync("s1", Cancel);

        Assert.Null(await Store.FindAsync("s1", Cancel));
    }

    [Fact]
    public async Task The_state_of_one_is_not_the_state_of_another()
    {
        await Store.TryAddAsync("s1", Values("1"), InAnHour, Cancel);
        await Store.TryAddAsync("s2", Values("2"), InAnHour, Cancel);

        await Store.DeleteAsync("s1", Cancel);

        Assert.Equal(Values("2"), (await Store.FindAsync("s2", Cancel))!.Values);
    }

    [Fact]
    public async Task Writers_that_read_again_when_they_lose_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var at = 0; at < 10; at++)
                await IncrementAsync();
        })));

        Assert.Equal(Values("80"), (await Store.FindAsync("s1", Cancel))!.Values);
    }

    private async Task IncrementAsync()
    {
        StateRecord? written = null;
        while (written is null)
        {
            written = await Store.FindAsync("s1", Cancel) is { } read
                ? await Store.TryReplaceAsync("s1", read, Values(Next(read)), Cancel)
                : await Store.TryAddAsync("s1", Values("1"), InAnHour, Cancel);
        }
    }

    private static string Next(StateRecord read) =>
        (int.Parse(read.Values["count"], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
}
