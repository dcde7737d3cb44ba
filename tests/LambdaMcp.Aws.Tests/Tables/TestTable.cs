using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LambdaMcp.Aws.Tests.Tables;

/// <summary>A table of one test.</summary>
internal sealed class TestTable(IAmazonDynamoDB client, string name) : IAsyncDisposable
{
    public string Name => name;

    public IAmazonDynamoDB Client => client;

    public static async Task<TestTable> CreateAsync(IAmazonDynamoDB client, string key, string? sortKey = null)
    {
        string?[] keys = [key, sortKey];
        var table = new TestTable(client, $"test-{Guid.NewGuid():N}");
        await client.CreateTableAsync(new CreateTableRequest
        {
            TableName = table.Name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [.. keys.OfType<string>().Select(name => new AttributeDefinition(name, ScalarAttributeType.S))],
            KeySchema = [.. keys.OfType<string>().Select((name, at) => new KeySchemaElement(name, at == 0 ? KeyType.HASH : KeyType.RANGE))],
        });
        return table;
    }

    public async ValueTask DisposeAsync() => await client.DeleteTableAsync(name);
}
