using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static LambdaMcp.Local.Tests.DynamoDb.Values;

namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>
/// What a program may expect of DynamoDB, through AWS's own client. Messages are compared where AWS's service and its DynamoDB Local
/// use the same words; where they do not, only the kind of error is.
/// </summary>
public abstract partial class DynamoDbContract(DynamoDbTarget target) : IAsyncLifetime
{
    private string? _table;

    protected IAmazonDynamoDB Client { get; private set; } = null!;

    /// <summary>A table with the hash key <c>pk</c> (S) and the range key <c>sk</c> (N), made for the test.</summary>
    protected string Table => _table!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Client = await target.ClientAsync();
        _table = await CreateTableAsync(ScalarAttributeType.S, ScalarAttributeType.N);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_table is not null)
            await Client.DeleteTableAsync(_table, CancellationToken.None);
        Client?.Dispose();
    }

    private static Dictionary<string, AttributeValue> Key(string hash, int range) => Map(("pk", S(hash)), ("sk", N(range)));

    private static Dictionary<string, AttributeValue> Item(string hash, int range, params (string Name, AttributeValue Value)[] rest) =>
        Map([("pk", S(hash)), ("sk", N(range)), .. rest]);

    private static async Task RejectsAsync(string message, Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<AmazonDynamoDBException>(action);
        Assert.Equal("ValidationException", error.ErrorCode);
        Assert.Equal(message, error.Message);
    }

    private static async Task RejectsAsync(Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<AmazonDynamoDBException>(action);
        Assert.Equal("ValidationException", error.ErrorCode);
    }

    private async Task<string> CreateTableAsync(ScalarAttributeType hash, ScalarAttributeType? range)
    {
        var name = $"t-{Guid.NewGuid():N}";
        await Client.CreateTableAsync(
            new()
            {
                TableName = name,
                KeySchema = range is null ? [new("pk", KeyType.HASH)] : [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
                AttributeDefinitions = range is null ? [new("pk", hash)] : [new("pk", hash), new("sk", range)],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            },
            Cancellation);
        return name;
    }

    private Task<PutItemResponse> PutAsync(Dictionary<string, AttributeValue> item) => Client.PutItemAsync(Table, item, Cancellation);

    private async Task<string> GetAsync(string hash, int range) => Show(await ReadAsync(hash, range));

    private async Task<Dictionary<string, AttributeValue>> ReadAsync(string hash, int range) =>
        (await Client.GetItemAsync(new() { TableName = Table, Key = Key(hash, range), ConsistentRead = true }, Cancellation)).Item;
}
