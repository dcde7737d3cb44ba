using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.Changes;

namespace LambdaMcp.Aws.Tests.Changes;

/// <summary>What <see cref="IResourceUpdates"/> promises.</summary>
public abstract class ResourceUpdatesContract(ITableService? tables) : SeamContract(tables)
{
    private IResourceUpdates Updates => Seams.ResourceUpdates;

    [Fact]
    public async Task Every_change_gives_a_new_mark()
    {
        await Updates.NoteAsync("file:///a", Cancel);
        var first = await Updates.ReadAsync(["file:///a"], Cancel);
        Assert.Equal(first["file:///a"], (await Updates.ReadAsync(["file:///a"], Cancel))["file:///a"]);

        await Updates.NoteAsync("file:///a", Cancel);

        Assert.NotEqual(first["file:///a"], (await Updates.ReadAsync(["file:///a"], Cancel))["file:///a"]);
    }

    [Fact]
    public async Task Only_what_was_asked_for_and_ever_changed_has_a_mark()
    {
        await Updates.NoteAsync("file:///a", Cancel);
        await Updates.NoteAsync("file:///b", Cancel);

        Assert.Equal(["file:///a"], (await Updates.ReadAsync(["file:///a", "file:///c", "file:///a"], Cancel)).Keys);
        Assert.Empty(await Updates.ReadAsync([], Cancel));
    }

    [Fact]
    public async Task Many_resources_are_read_at_once()
    {
        string[] uris = [.. Enumerable.Range(0, 250).Select(static at => $"db://rows/{at}/{new string('x', 3000)}")];
        foreach (var uri in uris.Where((_, at) => at % 3 == 0))
            await Updates.NoteAsync(uri, Cancel);

        var marks = await Updates.ReadAsync(uris, Cancel);

        Assert.Equal(uris.Where((_, at) => at % 3 == 0).Order(), marks.Keys.Order());
        Assert.Equal(marks.Count, marks.Values.Distinct().Count());
    }

    [Fact]
    public async Task A_change_is_forgotten_after_a_month()
    {
        await Updates.NoteAsync("file:///a", Cancel);

        Time.Advance(TimeSpan.FromDays(30));
        Assert.Single(await Updates.ReadAsync(["file:///a"], Cancel));

        Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await Updates.ReadAsync(["file:///a"], Cancel));
    }
}
