using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LambdaMcp.Aws.Tables;

/// <summary>Items with the keys <c>pk</c> and <c>sk</c> that are gone when their time is over. Reads are strongly consistent.</summary>
internal sealed class ExpiringItems(Func<IAmazonDynamoDB> client, string table, TimeProvider time)
{
    private const string FreePlace = "attribute_not_exists(#pk) OR #expiresAt <= :now";

    public string Table => table;

    public TimeProvider Time => time;

    public IAmazonDynamoDB Client => client();

    public static Dictionary<string, AttributeValue> Key(string partition, string sort) => new()
    {
        ["pk"] = ItemAttributes.Text(partition),
        ["sk"] = ItemAttributes.Text(sort),
    };

    public static Dictionary<string, AttributeValue> Item(string partition, string sort, DateTimeOffset expiresAt)
    {
        var item = Key(partition, sort);
        item[ItemExpiry.Name] = ItemExpiry.Of(expiresAt);
        return item;
    }

    /// <summary>The item with this key, or null when there is none or its time is over.</summary>
    public async Task<Dictionary<string, AttributeValue>?> FindAsync(Dictionary<string, AttributeValue> key, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = table, Key = key, ConsistentRead = true };
        var answer = await Client.GetItemAsync(request, cancellationToken);
        return answer.Item is { Count: > 0 } item && !ItemExpiry.IsOver(item, time) ? item : null;
    }

    /// <summary>The items of a partition whose sort keys are in the range, in order, page by page.</summary>
    public async IAsyncEnumerable<Dictionary<string, AttributeValue>> QueryAsync(
        string partition, string from, string to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new QueryRequest
        {
            TableName = table,
            ConsistentRead = true,
            KeyConditionExpression = "#pk = :pk AND #sk BETWEEN :from AND :to",
            ExpressionAttributeNames = new() { ["#pk"] = "pk", ["#sk"] = "sk" },
            ExpressionAttributeValues = new()
            {
                [":pk"] = ItemAttributes.Text(partition),
                [":from"] = ItemAttributes.Text(from),
                [":to"] = ItemAttributes.Text(to),
            },
        };
        do
        {
            var page = await Client.QueryAsync(request, cancellationToken);
            foreach (var item in page.Items ?? [])
            {
                if (!ItemExpiry.IsOver(item, time))
                    yield return item;
            }

            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    public Task PutAsync(Dictionary<string, AttributeValue> item, CancellationToken cancellationToken) =>
        Client.PutItemAsync(new PutItemRequest { TableName = table, Item = item }, cancellationToken);

    /// <summary>Puts an item where there is none, or an expired one.</summary>
    /// <returns>False when the place is taken.</returns>
    public Task<bool> TryAddAsync(Dictionary<string, AttributeValue> item, string mark, CancellationToken cancellationToken)
    {
        var request = new PutItemRequest
        {
            TableName = table,
            Item = item,
            ConditionExpression = FreePlace,
            ExpressionAttributeNames = new() { ["#pk"] = "pk", ["#expiresAt"] = ItemExpiry.Name },
            ExpressionAttributeValues = new() { [":now"] = ItemExpiry.Now(time) },
        };
        return Client.TryPutAsync(request, mark, cancellationToken);
    }

    /// <summary>Deletes an item if it is still the one that a write with this mark made.</summary>
    public async Task DeleteMarkedAsync(Dictionary<string, AttributeValue> key, string mark, CancellationToken cancellationToken)
    {
        var request = new DeleteItemRequest
        {
            TableName = table,
            Key = key,
            ConditionExpression = "#write = :write",
            ExpressionAttributeNames = new() { ["#write"] = ConditionalWrite.Mark },
            ExpressionAttributeValues = new() { [":write"] = ItemAttributes.Text(mark) },
        };
        try
        {
            await Client.DeleteItemAsync(request, cancellationToken);
        }
        catch (ConditionalCheckFailedException)
        {
            // Its time was over, and somebody else took the place.
        }
    }

    public Task DeleteAsync(Dictionary<string, AttributeValue> key, CancellationToken cancellationToken) =>
        Client.DeleteItemAsync(new DeleteItemRequest { TableName = table, Key = key }, cancellationToken);
}
