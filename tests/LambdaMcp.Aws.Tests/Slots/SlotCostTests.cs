using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LambdaMcp.Aws.Slots;
using LambdaMcp.Aws.Tests.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Aws.Tests.Slots;

/// <summary>What a bound on calls or streams costs, in requests to DynamoDB.</summary>
public sealed class SlotCostTests(LocalTables tables)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_takes_two_writes_and_a_refusal_one_and_a_query()
    {
        await using var table = await TestTable.CreateAsync(tables.Client(), "pk", "sk");
        var calls = new CountedCalls();
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonDynamoDBConfig { ServiceURL = tables.Url, AuthenticationRegion = "eu-west-1", HttpClientFactory = calls });
        var slots = new DynamoDbSlotStore(new(() => client, table.Name, TimeProvider.System), NullLogger.Instance);

        for (var call = 1; call <= 10; call++)
        {
            await (await TakeAsync())!.DisposeAsync();
            Assert.Equal(2 * call, calls.Made);
        }

        await using var held = await TakeAsync();
        Assert.Equal(21, calls.Made);
        Assert.Null(await TakeAsync());
        Assert.Equal(23, calls.Made);

        Task<IAsyncDisposable?> TakeAsync() => slots.TryTakeAsync("p", 1, TimeSpan.FromMinutes(1), Cancel);
    }
}
