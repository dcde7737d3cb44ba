using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static LambdaMcp.Local.Tests.DynamoDb.Values;

namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>Random operations, the same ones against both services, have to have the same results.</summary>
public sealed partial class DifferentialTests(OwnService own, AwsDynamoDbLocal aws) : IClassFixture<OwnService>
{
    private const int Operations = 120;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Random_operations_have_the_same_results_on_both(int seed)
    {
        AwsDynamoDbLocal.RequireInstalled();
        var table = $"random-{seed}";
        using var ownClient = await CreateAsync(own, table);
        using var awsClient = await CreateAsync(aws, table);
        var random = new RandomOperations(table, seed);
        for (var step = 0; step < Operations; step++)
        {
            var operation = random.Next();
            var expected = Normalise(await RunAsync(awsClient, operation.Run));
            var actual = await RunAsync(ownClient, operation.Run);
            Assert.True(expected == actual, $"Seed {seed}, step {step}: {operation.Description}\nAWS: {expected}\nown: {actual}");
        }

        Assert.Equal(Normalise(await DumpAsync(awsClient, table)), await DumpAsync(ownClient, table));
        await awsClient.DeleteTableAsync(table, Cancellation);
    }

    private static async Task<IAmazonDynamoDB> CreateAsync(DynamoDbTarget target, string table)
    {
        var client = await target.ClientAsync();
        await client.CreateTableAsync(
            new()
            {
                TableName = table,
                KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
                AttributeDefinitions = [new("pk", ScalarAttributeType.S), new("sk", ScalarAttributeType.N)],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            },
            Cancellation);
        return client;
    }

    private static async Task<string> RunAsync(IAmazonDynamoDB client, Func<IAmazonDynamoDB, CancellationToken, Task<string>> operation)
    {
        try
        {
            return await operation(client, Cancellation);
        }
        catch (TransactionCanceledException error)
        {
            return string.Join(' ', error.CancellationReasons.Select(static reason => $"{reason.Code} {Show(reason.Item)}"));
        }
        catch (ConditionalCheckFailedException error)
        {
            return $"{error.Message} {Show(error.Item)}";
        }
        catch (AmazonDynamoDBException error)
        {
            // A random request may have several mistakes, and each service names the one that it meets first.
            return error.ErrorCode;
        }
    }

    // DynamoDB Local normalises only the numbers of put items outside of documents, AWS itself every one.
    private static string Normalise(string shown) => NumberPattern().Replace(shown, static match =>
        "N" + decimal.Parse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.#########", CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\bN(-?\d[\d.]*(?:e\d+)?)")]
    private static partial Regex NumberPattern();

    private static async Task<string> DumpAsync(IAmazonDynamoDB client, string table)
    {
        var items = (await client.ScanAsync(new() { TableName = table }, Cancellation)).Items;
        return string.Join('\n', items.Select(static item => Show(item)).Order(StringComparer.Ordinal));
    }
}
