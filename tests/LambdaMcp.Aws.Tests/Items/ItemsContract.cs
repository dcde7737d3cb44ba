using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.AwsCalls.Items;
using LambdaMcp.AwsCalls.SignedCalls;

namespace LambdaMcp.Aws.Tests.Items;

/// <summary>What reading single items without DynamoDB's package must get from every table service.</summary>
public abstract class ItemsContract(ITableService tables) : IAsyncLifetime
{
    private readonly string _table = $"items-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_is_read_as_the_JSON_that_it_stands_for()
    {
        await tables.Client().PutItemAsync(
            _table,
            new()
            {
                ["id"] = new("a"),
                ["text"] = new("with \"quotes\" and ü"),
                ["number"] = new() { N = "1767225600" },
                ["yes"] = new() { BOOL = true },
                ["nothing"] = new() { NULL = true },
                ["list"] = new() { L = [new("x"), new() { N = "2" }] },
                ["empty"] = new() { L = [], IsLSet = true },
                ["map"] = new() { M = new() { ["inner"] = new("y") } },
                ["set"] = new() { SS = ["z"] },
                ["numbers"] = new() { NS = ["3"] },
            },
            Cancel);

        using var items = Items(_table);
        var item = (await items.GetAsync("a", Cancel))!.Value;

        Assert.Equal("with \"quotes\" and ü", item.GetProperty("text").GetString());
        Assert.Equal(1767225600, item.GetProperty("number").GetInt64());
        Assert.True(item.GetProperty("yes").GetBoolean());
        Assert.Equal("null", item.GetProperty("nothing").GetRawText());
        Assert.Equal("""["x",2]""", item.GetProperty("list").GetRawText());
        Assert.Equal("[]", item.GetProperty("empty").GetRawText());
        Assert.Equal("""{"inner":"y"}""", item.GetProperty("map").GetRawText());
        Assert.Equal("""["z"]""", item.GetProperty("set").GetRawText());
        Assert.Equal("[3]", item.GetProperty("numbers").GetRawText());
    }

    [Fact]
    public async Task An_item_that_is_not_there_is_null_and_a_table_that_is_not_there_is_told_so()
    {
        using var items = Items(_table);
        using var nowhere = Items("nowhere");

        Assert.Null(await items.GetAsync("b", Cancel));
        var error = await Assert.ThrowsAsync<ItemUnavailableException>(() => nowhere.GetAsync("b", Cancel));
        Assert.Contains("There is no table nowhere", error.Message, StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync() => await tables.Client().CreateTableAsync(
        new CreateTableRequest
        {
            TableName = _table,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new("id", ScalarAttributeType.S)],
            KeySchema = [new("id", KeyType.HASH)],
        },
        Cancel);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private DynamoDbItems Items(string table) => new(table, () => new SignedClient(
        new BasicAWSCredentials("local", "local"),
        SignedService.DynamoDb,
        new SignedClientConfig(SignedService.DynamoDb) { ServiceURL = tables.Client().Config.ServiceURL, AuthenticationRegion = "eu-west-1" }));
}
