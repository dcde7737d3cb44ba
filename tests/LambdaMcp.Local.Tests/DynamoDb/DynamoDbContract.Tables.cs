using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LambdaMcp.Local.Tests.DynamoDb;

public abstract partial class DynamoDbContract
{
    [Fact]
    public async Task A_new_table_is_active_and_described_with_its_key()
    {
        var table = (await Client.DescribeTableAsync(Table, Cancellation)).Table;
        Assert.Equal(TableStatus.ACTIVE, table.TableStatus);
        Assert.Equal(["pk HASH", "sk RANGE"], table.KeySchema.Select(static key => $"{key.AttributeName} {key.KeyType}"));
        Assert.Equal(["pk S", "sk N"], table.AttributeDefinitions.Select(static key => $"{key.AttributeName} {key.AttributeType}"));
        Assert.Equal(BillingMode.PAY_PER_REQUEST, table.BillingModeSummary.BillingMode);
        Assert.EndsWith("table/" + Table, table.TableArn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_counted_and_measured()
    {
        await PutAsync(Item("a", 1));
        await PutAsync(Item("a", 2));
        var table = (await Client.DescribeTableAsync(Table, Cancellation)).Table;
        Assert.Equal(2, table.ItemCount);
        Assert.True(table.TableSizeBytes > 0);
    }

    [Fact]
    public async Task Tables_are_listed_by_name_in_pages()
    {
        var names = new List<string>();
        string? start = null;
        do
        {
            var page = await Client.ListTablesAsync(new ListTablesRequest { Limit = 1, ExclusiveStartTableName = start }, Cancellation);
            Assert.Single(page.TableNames);
            names.AddRange(page.TableNames);
            start = page.LastEvaluatedTableName;
        }
        while (start is not null && string.CompareOrdinal(start, Table) < 0);

        Assert.Contains(Table, names);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task A_table_cannot_be_made_twice() => await Assert.ThrowsAsync<ResourceInUseException>(() => Client.CreateTableAsync(
        new()
        {
            TableName = Table,
            KeySchema = [new("pk", KeyType.HASH)],
            AttributeDefinitions = [new("pk", ScalarAttributeType.S)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        },
        Cancellation));

    [Fact]
    public async Task A_table_needs_a_valid_name_a_hash_key_and_its_definition()
    {
        CreateTableRequest Request(string name, KeyType type, string attribute) => new()
        {
            TableName = name,
            KeySchema = [new("pk", type)],
            AttributeDefinitions = [new(attribute, ScalarAttributeType.S)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        };
        await RejectsAsync(
            "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'",
            () => Client.CreateTableAsync(Request("not a name", KeyType.HASH, "pk"), Cancellation));
        await RejectsAsync(() => Client.CreateTableAsync(Request("table-without-hash", KeyType.RANGE, "pk"), Cancellation));
        await RejectsAsync(() => Client.CreateTableAsync(Request("table-without-definition", KeyType.HASH, "other"), Cancellation));
    }

    [Fact]
    public async Task Every_operation_on_a_table_that_is_not_there_is_refused()
    {
        const string None = "no-such-table";
        var key = Key("a", 1);
        Func<Task>[] operations =
        [
            () => Client.DescribeTableAsync(None, Cancellation),
            () => Client.DeleteTableAsync(None, Cancellation),
            () => Client.DescribeTimeToLiveAsync(new DescribeTimeToLiveRequest { TableName = None }, Cancellation),
            () => Client.GetItemAsync(None, key, Cancellation),
            () => Client.PutItemAsync(None, key, Cancellation),
            () => Client.DeleteItemAsync(None, key, Cancellation),
            () => Client.UpdateItemAsync(new() { TableName = None, Key = key }, Cancellation),
            () => Client.ScanAsync(new() { TableName = None }, Cancellation),
            () => Client.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = new() { [None] = new() { Keys = [key] } } }, Cancellation),
        ];
        foreach (var operation in operations)
            await Assert.ThrowsAsync<ResourceNotFoundException>(operation);
    }

    [Fact]
    public async Task A_deleted_table_is_gone()
    {
        var name = await CreateTableAsync(ScalarAttributeType.S, null);
        await Client.DeleteTableAsync(name, Cancellation);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => Client.DescribeTableAsync(name, Cancellation));
    }

    [Fact]
    public async Task Time_to_live_is_switched_on_once_and_off_again()
    {
        async Task<TimeToLiveDescription> Describe() =>
            (await Client.DescribeTimeToLiveAsync(new DescribeTimeToLiveRequest { TableName = Table }, Cancellation)).TimeToLiveDescription;
        Task Update(string attribute, bool enabled) => Client.UpdateTimeToLiveAsync(
            new() { TableName = Table, TimeToLiveSpecification = new() { AttributeName = attribute, Enabled = enabled } }, Cancellation);

        Assert.Equal(TimeToLiveStatus.DISABLED, (await Describe()).TimeToLiveStatus);
        await RejectsAsync("TimeToLive is already disabled", () => Update("expiresAt", false));
        await Update("expiresAt", true);
        var description = await Describe();
        Assert.Equal(TimeToLiveStatus.ENABLED, description.TimeToLiveStatus);
        Assert.Equal("expiresAt", description.AttributeName);
        await RejectsAsync("TimeToLive is already enabled", () => Update("expiresAt", true));
        await RejectsAsync(() => Update("other", true));
        await Update("expiresAt", false);
        Assert.Equal(TimeToLiveStatus.DISABLED, (await Describe()).TimeToLiveStatus);
    }
}
