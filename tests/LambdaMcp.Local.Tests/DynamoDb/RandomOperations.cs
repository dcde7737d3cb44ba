using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using static LambdaMcp.Local.Tests.DynamoDb.Values;

namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>Makes operations on a few items at random; the same ones for the same seed.</summary>
internal sealed class RandomOperations(string table, int seed)
{
#pragma warning disable CA5394 // The tests need the same numbers every time, not secret ones.
    private readonly Random _random = new(seed);

    public RandomOperation Next()
    {
        var expressions = new RandomExpressions(_random);
        return _random.Next(10) switch
        {
            0 or 1 => Put(expressions),
            2 or 3 or 4 or 5 => Update(expressions),
            6 => Delete(expressions),
            7 => Query(expressions),
            8 => Get(expressions),
            _ => Transact(expressions),
        };
    }

    private Dictionary<string, AttributeValue> Key() => Map(("pk", S(_random.Next(2) == 0 ? "a" : "b")), ("sk", N(_random.Next(3))));
#pragma warning restore CA5394

    private Dictionary<string, AttributeValue> Item(RandomExpressions expressions)
    {
        var item = Key();
        foreach (var name in new[] { "n", "s", "l", "m", "ss", "q" })
        {
            if (expressions.Pick(true, true, false))
                item[name] = Natural(expressions, name);
        }

        return item;
    }

    // Mostly values of the types that the names promise, so that updates find something to do.
    private static AttributeValue Natural(RandomExpressions expressions, string name) => name switch
    {
        "n" => expressions.Pick(N(1), N("2.50"), N(-3)),
        "s" => expressions.Pick(S("a"), S("abc")),
        "l" => L(N(1), S("x"), M(("x", N(1)))),
        "m" => M(("x", N(1)), ("y", L(M(("z", S("r"))), N(2)))),
        "ss" => SS("a", "b"),
        _ => expressions.Value(),
    };

    private RandomOperation Put(RandomExpressions expressions)
    {
        var condition = expressions.Pick(true, false) ? expressions.Condition() : null;
        var request = new PutItemRequest
        {
            TableName = table,
            Item = Item(expressions),
            ConditionExpression = condition,
            ExpressionAttributeValues = expressions.Placeholders,
            ReturnValues = expressions.Pick(ReturnValue.NONE, ReturnValue.ALL_OLD),
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        return new(
            $"put {Show(request.Item)} if {condition} with {Show(request.ExpressionAttributeValues)}",
            async (client, cancellation) => Show((await client.PutItemAsync(request, cancellation)).Attributes ?? []));
    }

    private RandomOperation Update(RandomExpressions expressions)
    {
        var request = new UpdateItemRequest
        {
            TableName = table,
            Key = Key(),
            UpdateExpression = expressions.Update(),
            ConditionExpression = expressions.Pick(true, false, false) ? expressions.Condition() : null,
            ExpressionAttributeValues = expressions.Placeholders,
            ReturnValues = expressions.Pick(
                ReturnValue.NONE, ReturnValue.ALL_OLD, ReturnValue.ALL_NEW, ReturnValue.UPDATED_OLD, ReturnValue.UPDATED_NEW),
        };
        return new(
            $"update {Show(request.Key)}: {request.UpdateExpression} if {request.ConditionExpression} with {Show(request.ExpressionAttributeValues)}, {request.ReturnValues}",
            async (client, cancellation) => Show((await client.UpdateItemAsync(request, cancellation)).Attributes ?? []));
    }

    private RandomOperation Delete(RandomExpressions expressions)
    {
        var request = new DeleteItemRequest
        {
            TableName = table,
            Key = Key(),
            ConditionExpression = expressions.Condition(),
            ExpressionAttributeValues = expressions.Placeholders,
            ReturnValues = ReturnValue.ALL_OLD,
        };
        return new(
            $"delete {Show(request.Key)} if {request.ConditionExpression} with {Show(request.ExpressionAttributeValues)}",
            async (client, cancellation) => Show((await client.DeleteItemAsync(request, cancellation)).Attributes ?? []));
    }

    private RandomOperation Query(RandomExpressions expressions)
    {
        var range = expressions.Pick("", " AND sk >= " + expressions.Place(N(1)));
        var request = new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = $"pk = {expressions.Place(S(expressions.Pick("a", "b")))}{range}",
            FilterExpression = expressions.Pick(true, false) ? expressions.Condition() : null,
            ProjectionExpression = expressions.Pick(null, "sk, n, m.y[0].z, l[2], l[0]"),
            ExpressionAttributeValues = expressions.Placeholders,
            ScanIndexForward = expressions.Pick(true, false),
            Limit = expressions.Pick(1, 2, 5),
        };
        return new(
            $"query {request.KeyConditionExpression} filter {request.FilterExpression} with {Show(request.ExpressionAttributeValues)} limit {request.Limit} {request.ScanIndexForward}",
            (client, cancellation) => QueryAllAsync(client, request, cancellation));
    }

    // All pages: services may differ on whether a last page that is full names a next one.
    private static async Task<string> QueryAllAsync(IAmazonDynamoDB client, QueryRequest request, CancellationToken cancellation)
    {
        var items = new List<string>();
        var scanned = 0;
        request.ExclusiveStartKey = null;
        do
        {
            var response = await client.QueryAsync(request, cancellation);
            items.AddRange((response.Items ?? []).Select(static item => Show(item)));
            scanned += response.ScannedCount ?? 0;
            request.ExclusiveStartKey = response.LastEvaluatedKey is { Count: > 0 } last ? last : null;
        }
        while (request.ExclusiveStartKey is not null);

        return $"{string.Join(' ', items)} of {scanned}";
    }

    private RandomOperation Get(RandomExpressions expressions)
    {
        var paths = string.Join(", ", Enumerable.Range(0, 2).Select(_ => expressions.Path()));
        var request = new GetItemRequest { TableName = table, Key = Key(), ProjectionExpression = paths };
        return new(
            $"get {Show(request.Key)}: {paths}",
            async (client, cancellation) => Show((await client.GetItemAsync(request, cancellation)).Item ?? []));
    }

    private RandomOperation Transact(RandomExpressions expressions)
    {
        // AWS refuses two parts on one item, which DynamoDB Local lets pass when one is a check.
        var item = Item(expressions);
        var key = Key();
        while (Show(key) == Show(Map(("pk", item["pk"]), ("sk", item["sk"]))))
            key = Key();
        var request = new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new() { Put = new() { TableName = table, Item = item } },
                new()
                {
                    ConditionCheck = new()
                    {
                        TableName = table,
                        Key = key,
                        ConditionExpression = expressions.Condition(),
                        ExpressionAttributeValues = expressions.Placeholders,
                    },
                },
            ],
        };
        var check = request.TransactItems[1].ConditionCheck;
        return new(
            $"transact put {Show(request.TransactItems[0].Put.Item)}, check {Show(check.Key)} {check.ConditionExpression} with {Show(check.ExpressionAttributeValues)}",
            async (client, cancellation) =>
            {
                await client.TransactWriteItemsAsync(request, cancellation);
                return "done";
            });
    }
}
