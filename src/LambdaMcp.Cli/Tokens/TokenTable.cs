using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Auth.Tokens;
using LambdaMcp.Auth.Tokens.Stored;

namespace LambdaMcp.Cli.Tokens;

/// <summary>The table of tokens. Every write is conditional: what another administrator did meanwhile is not undone.</summary>
internal sealed class TokenTable(string name, IAmazonDynamoDB client) : IDisposable
{
    public string Name => name;

    /// <summary>All tokens, the newest first.</summary>
    public async Task<IReadOnlyList<TokenEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var entries = new List<TokenEntry>();
        var request = new ScanRequest { TableName = name, ConsistentRead = true };
        do
        {
            var page = await UseAsync(() => client.ScanAsync(request, cancellationToken));
            entries.AddRange((page.Items ?? []).Select(Read));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return [.. entries.OrderByDescending(entry => entry.Token?.CreatedAt).ThenBy(entry => entry.Id, StringComparer.Ordinal)];
    }

    /// <summary>The token of an id; null when there is none.</summary>
    public async Task<TokenEntry?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = name, Key = KeyOf(id), ConsistentRead = true };
        var answer = await UseAsync(() => client.GetItemAsync(request, cancellationToken));
        return answer.Item is { Count: > 0 } item ? Read(item) : null;
    }

    public Task AddAsync(StoredToken token, CancellationToken cancellationToken)
    {
        var item = ItemOf(token);
        return UseAsync(() => client.PutItemAsync(
            new PutItemRequest
            {
                TableName = name,
                Item = item,
                // The SDK repeats a write whose answer was lost; then its own item is there.
                ConditionExpression = "attribute_not_exists(id) OR #hash = :hash",
                ExpressionAttributeNames = new() { ["#hash"] = "hash" },
                ExpressionAttributeValues = new() { [":hash"] = item["hash"] },
            },
            cancellationToken));
    }

    /// <summary>Adds a token in the place of another, which is good until then; both or neither.</summary>
    /// <returns>False when the other has changed since it was read.</returns>
    public async Task<bool> ReplaceAsync(StoredToken old, DateTimeOffset until, StoredToken successor, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, AttributeValue> { [":successor"] = new() { S = successor.Id }, [":until"] = Seconds(until) };
        var unchanged = "attribute_not_exists(expiresAt)";
        if (old.Principal.ExpiresAt is { } expiresAt)
        {
            unchanged = "expiresAt = :expiresAt";
            values[":expiresAt"] = Seconds(expiresAt);
        }

        var update = new Update
        {
            TableName = name,
            Key = KeyOf(old.Id),
            UpdateExpression = "SET replacedBy = :successor, expiresAt = :until",
            ConditionExpression = $"attribute_exists(id) AND attribute_not_exists(revokedAt) AND attribute_not_exists(replacedBy) AND {unchanged}",
            ExpressionAttributeValues = values,
        };
        var put = new Put { TableName = name, Item = ItemOf(successor), ConditionExpression = "attribute_not_exists(id)" };
        try
        {
            await UseAsync(() => client.TransactWriteItemsAsync(
                new TransactWriteItemsRequest { TransactItems = [new() { Update = update }, new() { Put = put }] }, cancellationToken));
            return true;
        }
        catch (TransactionCanceledException)
        {
            return false;
        }
    }

    /// <summary>Revokes a token.</summary>
    /// <returns>False when it was revoked before, or is not there.</returns>
    public async Task<bool> RevokeAsync(string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await UseAsync(() => client.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = name,
                    Key = KeyOf(id),
                    UpdateExpression = "SET revokedAt = :now",
                    ConditionExpression = "attribute_exists(id) AND attribute_not_exists(revokedAt)",
                    ExpressionAttributeValues = new() { [":now"] = Seconds(now) },
                },
                cancellationToken));
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    public void Dispose() => client.Dispose();

    private Task<TResult> UseAsync<TResult>(Func<Task<TResult>> use) => TokenTableFailures.TellAsync(name, use);

    private static Dictionary<string, AttributeValue> KeyOf(string id) => new() { ["id"] = new() { S = id } };

    private static AttributeValue Seconds(DateTimeOffset time) => new() { N = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };

    private static Dictionary<string, AttributeValue> ItemOf(StoredToken token) => Document.FromJson(StoredTokenJson.Write(token)).ToAttributeMap();

    private static TokenEntry Read(Dictionary<string, AttributeValue> item)
    {
        var id = item.GetValueOrDefault("id")?.S ?? "";
        try
        {
            using var document = JsonDocument.Parse(Document.FromAttributeMap(item).ToJson());
            return new(id, StoredTokenJson.Read(document.RootElement));
        }
        catch (MalformedTokenException error)
        {
            return new(id, null, error.Message);
        }
    }
}
