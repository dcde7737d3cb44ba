using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static LambdaMcp.Local.Tests.DynamoDb.Values;

namespace LambdaMcp.Local.Tests.DynamoDb;

public abstract partial class DynamoDbContract
{
    [Fact]
    public async Task A_transaction_writes_everything()
    {
        await PutAsync(Item("a", 1, ("n", N(1))));
        await PutAsync(Item("a", 2));
        await PutAsync(Item("a", 3, ("n", N(3))));
        await TransactAsync(
            TransactPut(4, null),
            new()
            {
                Update = new()
                {
                    TableName = Table,
                    Key = Key("a", 1),
                    UpdateExpression = "SET n = n + :n",
                    ConditionExpression = "n = :n",
                    ExpressionAttributeValues = Map((":n", N(1))),
                },
            },
            new() { Delete = new() { TableName = Table, Key = Key("a", 2) } },
            new() { ConditionCheck = new() { TableName = Table, Key = Key("a", 3), ConditionExpression = "attribute_exists(n)" } });
        Assert.Equal(["a 1", "a 3", "a 4"], await ScanAsync(new()));
        Assert.Equal("{n:N2,pk:Sa,sk:N1}", await GetAsync("a", 1));
        Assert.Equal("{n:N3,pk:Sa,sk:N3}", await GetAsync("a", 3));
    }

    [Fact]
    public async Task A_cancelled_transaction_writes_nothing_and_tells_why()
    {
        await PutAsync(Item("a", 1, ("n", N(1))));
        var error = await Assert.ThrowsAsync<TransactionCanceledException>(() => TransactAsync(
            TransactPut(2, null),
            TransactPut(1, "attribute_not_exists(pk)", ReturnValuesOnConditionCheckFailure.ALL_OLD),
            new() { ConditionCheck = new() { TableName = Table, Key = Key("a", 3), ConditionExpression = "attribute_exists(pk)" } }));
        Assert.Equal(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed]",
            error.Message);
        Assert.Equal(["None", "ConditionalCheckFailed", "ConditionalCheckFailed"], error.CancellationReasons.Select(static reason => reason.Code));
        Assert.Equal("The conditional request failed", error.CancellationReasons[1].Message);
        Assert.Equal("{n:N1,pk:Sa,sk:N1}", Show(error.CancellationReasons[1].Item));
        Assert.Equal(["a 1"], await ScanAsync(new()));
    }

    [Fact]
    public async Task A_part_that_cannot_be_written_cancels_the_transaction()
    {
        var wrongKey = await Assert.ThrowsAsync<TransactionCanceledException>(() => TransactAsync(
            TransactPut(1, null),
            new() { Put = new() { TableName = Table, Item = Map(("pk", S("a")), ("sk", S("x"))) } }));
        Assert.Equal(["None", "ValidationError"], wrongKey.CancellationReasons.Select(static reason => reason.Code));

        var keyUpdate = await Assert.ThrowsAsync<TransactionCanceledException>(() => TransactAsync(
            new TransactWriteItem
            {
                Update = new()
                {
                    TableName = Table,
                    Key = Key("a", 1),
                    UpdateExpression = "SET pk = :v",
                    ExpressionAttributeValues = Map((":v", S("b"))),
                },
            }));
        Assert.Equal(
            "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key",
            keyUpdate.CancellationReasons[0].Message);
        Assert.Empty(await ScanAsync(new()));
    }

    [Fact]
    public async Task A_transaction_has_limits_and_touches_an_item_once()
    {
        await RejectsAsync("Transaction request cannot include multiple operations on one item", () => TransactAsync(
            TransactPut(1, null), new() { Delete = new() { TableName = Table, Key = Key("a", 1) } }));
        await RejectsAsync(() => TransactAsync([.. Enumerable.Range(0, 101).Select(range => TransactPut(range, null))]));
        await RejectsAsync(
            "TransactItems can only contain one of Check, Put, Update or Delete",
            () => TransactAsync(new TransactWriteItem
            {
                Put = new() { TableName = Table, Item = Item("a", 1) },
                Delete = new() { TableName = Table, Key = Key("a", 2) },
            }));
        await RejectsAsync(
            "Invalid UpdateExpression: Syntax error; token: \"<EOF>\", near: \"SET\"",
            () => TransactAsync(TransactPut(1, null), new() { Update = new() { TableName = Table, Key = Key("a", 2), UpdateExpression = "SET" } }));
        var big = S(new('x', 390 * 1024));
        await RejectsAsync(() => TransactAsync(
            [.. Enumerable.Range(0, 11).Select(range => new TransactWriteItem { Put = new() { TableName = Table, Item = Item("a", range, ("d", big)) } })]));
        Assert.Empty(await ScanAsync(new()));
    }

    [Fact]
    public async Task A_transaction_sent_again_with_its_token_is_done_once()
    {
        TransactWriteItemsRequest Request(int range) => new()
        {
            // At most 36 characters, which a table's name here has.
            ClientRequestToken = Table,
            TransactItems =
            [
                new()
                {
                    Update = new()
                    {
                        TableName = Table,
                        Key = Key("a", range),
                        UpdateExpression = "ADD n :n",
                        ExpressionAttributeValues = Map((":n", N(1))),
                    },
                },
            ],
        };
        await Client.TransactWriteItemsAsync(Request(1), Cancellation);
        await Client.TransactWriteItemsAsync(Request(1), Cancellation);
        Assert.Equal("{n:N1,pk:Sa,sk:N1}", await GetAsync("a", 1));
        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(() => Client.TransactWriteItemsAsync(Request(2), Cancellation));
    }

    [Fact]
    public async Task A_transaction_reads_items_in_the_order_asked_for()
    {
        await PutAsync(Item("a", 1, ("x", N(1)), ("y", N(2))));
        await PutAsync(Item("a", 2));
        TransactGetItem Get(int range, string? projection = null) =>
            new() { Get = new() { TableName = Table, Key = Key("a", range), ProjectionExpression = projection } };
        var response = await Client.TransactGetItemsAsync(new() { TransactItems = [Get(2), Get(3), Get(1, "y")] }, Cancellation);
        Assert.Equal(["{pk:Sa,sk:N2}", "{}", "{y:N2}"], response.Responses.Select(static item => Show(item.Item ?? [])));
        await RejectsAsync(
            "Transaction request cannot include multiple operations on one item",
            () => Client.TransactGetItemsAsync(new() { TransactItems = [Get(1), Get(1)] }, Cancellation));
    }

    private TransactWriteItem TransactPut(int range, string? condition, ReturnValuesOnConditionCheckFailure? returnValues = null) => new()
    {
        Put = new()
        {
            TableName = Table,
            Item = Item("a", range),
            ConditionExpression = condition,
            ReturnValuesOnConditionCheckFailure = returnValues,
        },
    };

    private Task<TransactWriteItemsResponse> TransactAsync(params TransactWriteItem[] items) =>
        Client.TransactWriteItemsAsync(new() { TransactItems = [.. items] }, Cancellation);
}
