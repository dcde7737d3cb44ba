using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static LambdaMcp.Local.Tests.DynamoDb.Values;

namespace LambdaMcp.Local.Tests.DynamoDb;

public abstract partial class DynamoDbContract
{
    [Fact]
    public async Task A_batch_gets_items_of_several_tables()
    {
        var other = await CreateTableAsync(ScalarAttributeType.S, null);
        await PutAsync(Item("a", 1, ("x", N(1)), ("y", N(2))));
        await PutAsync(Item("a", 2, ("x", N(3))));
        await Client.PutItemAsync(other, Map(("pk", S("o"))), Cancellation);
        var response = await Client.BatchGetItemAsync(
            new BatchGetItemRequest
            {
                RequestItems = new()
                {
                    [Table] = new()
                    {
                        Keys = [Key("a", 1), Key("a", 2), Key("none", 1)],
                        ProjectionExpression = "#x, sk",
                        ExpressionAttributeNames = new() { ["#x"] = "x" },
                    },
                    [other] = new() { Keys = [Map(("pk", S("o")))] },
                },
            },
            Cancellation);
        Assert.Equal(["{sk:N1,x:N1}", "{sk:N2,x:N3}"], response.Responses[Table].Select(static item => Show(item)).Order(StringComparer.Ordinal));
        Assert.Equal("{pk:So}", Show(Assert.Single(response.Responses[other])));
        Assert.Empty(response.UnprocessedKeys ?? []);
        await Client.DeleteTableAsync(other, Cancellation);
    }

    [Fact]
    public async Task A_batch_puts_and_deletes()
    {
        await PutAsync(Item("a", 1));
        var response = await Client.BatchWriteItemAsync(
            new BatchWriteItemRequest
            {
                RequestItems = new()
                {
                    [Table] =
                    [
                        new() { PutRequest = new() { Item = Item("b", 1, ("x", N(1))) } },
                        new() { DeleteRequest = new() { Key = Key("a", 1) } },
                    ],
                },
            },
            Cancellation);
        Assert.Empty(response.UnprocessedItems ?? []);
        Assert.Equal(["b 1"], await ScanAsync(new()));
    }

    [Fact]
    public async Task A_batch_has_limits_and_no_duplicates()
    {
        Task Get(IEnumerable<Dictionary<string, AttributeValue>> keys) => Client.BatchGetItemAsync(
            new BatchGetItemRequest { RequestItems = new() { [Table] = new() { Keys = [.. keys] } } }, Cancellation);
        Task Write(IEnumerable<WriteRequest> writes) => Client.BatchWriteItemAsync(
            new BatchWriteItemRequest { RequestItems = new() { [Table] = [.. writes] } }, Cancellation);
        static WriteRequest Put(int range) => new() { PutRequest = new() { Item = Item("a", range) } };

        await RejectsAsync(
            "Too many items requested for the BatchGetItem call", () => Get(Enumerable.Range(0, 101).Select(static range => Key("a", range))));
        await RejectsAsync("Provided list of item keys contains duplicates", () => Get([Key("a", 1), Key("a", 1)]));
        await RejectsAsync("Too many items requested for the BatchWriteItem call", () => Write(Enumerable.Range(0, 26).Select(Put)));
        await RejectsAsync(
            "Provided list of item keys contains duplicates",
            () => Write([Put(1), new() { DeleteRequest = new() { Key = Key("a", 1) } }]));
        await RejectsAsync(() => Get([Map(("pk", S("a")))]));
        await RejectsAsync(() => Write([Put(1), new() { PutRequest = new() { Item = Map(("pk", S("a"))) } }]));
        Assert.Empty(await ScanAsync(new()));
    }

    [Fact]
    public async Task A_batch_answers_with_at_most_16_MB_and_names_the_rest()
    {
        var big = S(new('x', 390 * 1024));
        for (var range = 0; range < 45; range++)
            await PutAsync(Item("a", range, ("d", big)));
        var request = new BatchGetItemRequest
        {
            RequestItems = new() { [Table] = new() { Keys = [.. Enumerable.Range(0, 45).Select(static range => Key("a", range))] } },
        };
        var response = await Client.BatchGetItemAsync(request, Cancellation);
        Assert.Equal(42, response.Responses[Table].Count);
        Assert.Equal(3, response.UnprocessedKeys[Table].Keys.Count);
        var rest = await Client.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = response.UnprocessedKeys }, Cancellation);
        Assert.Equal(3, rest.Responses[Table].Count);
    }
}
