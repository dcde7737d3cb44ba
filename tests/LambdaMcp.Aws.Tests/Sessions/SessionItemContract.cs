using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Sessions;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.Sessions;

namespace LambdaMcp.Aws.Tests.Sessions;

/// <summary>What a table adds to the contract of the sessions' store.</summary>
public abstract class SessionItemContract(ITableService tables) : SessionStoreContract(tables)
{
    private ISessionStore Store => Seams.Sessions;

    [Fact]
    public async Task What_is_left_of_a_deleted_session_goes_after_a_month_by_theTables_TTL()
    {
        await Store.CreateAsync(Session(), Cancel);
        await Store.DeleteAsync("s1", "alice", Cancel);

        var item = (await Table.Client.ScanAsync(new ScanRequest { TableName = Table.Name }, Cancel)).Items.Single();

        Assert.Equal($"{Time.GetUtcNow().AddDays(31).ToUnixTimeSeconds()}", item["expiresAt"].N);
        Assert.Equal(["deleted", "expiresAt", "owner", "pk", "sk", "write"], item.Keys.Order());
    }

    [Fact]
    public async Task A_session_whose_item_the_tables_TTL_removed_can_be_opened_again()
    {
        await Store.CreateAsync(Session(), Cancel);
        await Table.Client.DeleteItemAsync(Table.Name, SessionItem.Key("s1"), Cancel);

        await Store.CreateAsync(Session(), Cancel);

        Assert.NotNull(await Store.FindAsync("s1", Cancel));
    }

    [Fact]
    public async Task A_session_too_large_to_store_says_so_before_it_is_sent()
    {
        var huge = Session() with { ClientInfo = JsonElement.Parse($"\"{new string('x', 420_000)}\"") };

        var error = await Assert.ThrowsAsync<ItemTooLargeException>(() => Store.CreateAsync(huge, Cancel));

        Assert.Contains("420,", error.Message, StringComparison.Ordinal);
        Assert.Null(await Store.FindAsync("s1", Cancel));
    }

    [Fact]
    public async Task The_largest_session_that_passes_the_check_is_stored()
    {
        await Store.CreateAsync(Session() with { ClientInfo = JsonElement.Parse($"\"{new string('x', 408_200)}\"") }, Cancel);

        Assert.NotNull(await Store.FindAsync("s1", Cancel));
    }

    [Fact]
    public async Task A_session_with_too_many_subscriptions_says_so_before_it_is_sent()
    {
        var huge = Session() with { Subscriptions = [.. Enumerable.Range(0, 200).Select(static at => $"{at}{new string('x', 2100)}")] };

        await Assert.ThrowsAsync<ItemTooLargeException>(() => Store.CreateAsync(huge, Cancel));
    }
}
