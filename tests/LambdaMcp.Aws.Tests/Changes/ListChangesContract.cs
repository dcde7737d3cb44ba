using LambdaMcp.Aws.Changes;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Changes;

/// <summary>What instances can rely on when they tell each other of changed lists.</summary>
public abstract class ListChangesContract(ITableService tables) : SeamContract(tables)
{
    private DynamoDbListChanges Changes => new DynamoDbListChanges(new ExpiringItems(() => Table.Client, Table.Name, Time));

    [Fact]
    public async Task Every_instance_reads_the_last_mark_of_what_changed_and_of_nothing_else()
    {
        Assert.Empty(await Changes.ReadAsync(Cancel));

        await Changes.NoteAsync("orders", "1", InAnHour, Cancel);
        await Changes.NoteAsync("files", "2", InAnHour, Cancel);
        await Changes.NoteAsync("orders", "3", InAnHour, Cancel);
        await Seams.ResourceUpdates.NoteAsync("file:///a", Cancel);

        Assert.Equal(new Dictionary<string, string> { ["files"] = "2", ["orders"] = "3" }, await Changes.ReadAsync(Cancel));
    }

    [Fact]
    public async Task Names_may_have_any_characters()
    {
        string[] names = ["a#b", "~", "target$", "\U0010FFFF", new('x', 2000)];
        foreach (var name in names)
            await Changes.NoteAsync(name, name[..1], InAnHour, Cancel);

        Assert.Equal(names.Order(StringComparer.Ordinal), (await Changes.ReadAsync(Cancel)).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_change_is_forgotten_when_its_time_is_over()
    {
        await Changes.NoteAsync("orders", "1", InAnHour, Cancel);

        Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Single(await Changes.ReadAsync(Cancel));

        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await Changes.ReadAsync(Cancel));
    }
}
