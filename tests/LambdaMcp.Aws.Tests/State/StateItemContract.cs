using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.State;

/// <summary>What a table adds to the contract of the state's store.</summary>
public abstract class StateItemContract(ITableService tables) : StateStoreContract(tables)
{
    [Fact]
    public async Task State_lies_beside_its_session_and_goes_by_the_tables_TTL()
    {
        await Store.TryAddAsync("s1", new Dictionary<string, string> { ["größe"] = "1" }, InAnHour, Cancel);

        var item = (await Table.Client.ScanAsync(new ScanRequest { TableName = Table.Name }, Cancel)).Items.Single();

        Assert.Equal(("session#s1", "state"), (item["pk"].S, item["sk"].S));
        Assert.Equal($"{InAnHour.ToUnixTimeSeconds()}", item["expiresAt"].N);
        Assert.Equal("""{"größe":1}""", item["values"].S);
        Assert.Equal(["expiresAt", "pk", "sk", "values", "write"], item.Keys.Order());
    }

    [Fact]
    public async Task State_that_the_tables_TTL_removed_while_it_was_written_is_not_half_there()
    {
        var read = await Store.TryAddAsync("s1", new Dictionary<string, string>(), InAnHour, Cancel);
        await Store.DeleteAsync("s1", Cancel);

        Assert.Null(await Store.TryReplaceAsync("s1", read!, new Dictionary<string, string> { ["a"] = "1" }, Cancel));
        await Store.ExtendAsync("s1", InAnHour, Cancel);

        Assert.Empty((await Table.Client.ScanAsync(new ScanRequest { TableName = Table.Name }, Cancel)).Items ?? []);
    }

    [Fact]
    public async Task An_id_of_any_length_has_its_state()
    {
        await Store.TryAddAsync(new string('x', 5000), new Dictionary<string, string> { ["a"] = "1" }, InAnHour, Cancel);

        Assert.NotNull(await Store.FindAsync(new string('x', 5000), Cancel));
        Assert.Null(await Store.FindAsync(new string('x', 5001), Cancel));
    }
}
