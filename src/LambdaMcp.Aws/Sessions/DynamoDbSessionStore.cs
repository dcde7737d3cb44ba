using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Protocol.Sessions;

namespace LambdaMcp.Aws.Sessions;

/// <summary>
/// Sessions in a table with the keys <c>pk</c> and <c>sk</c>. Reads are strongly consistent, because the next request may reach another
/// instance at once.
/// </summary>
internal sealed class DynamoDbSessionStore(Func<IAmazonDynamoDB> client, string table, TimeProvider time) : ISessionStore
{
    // A session can be opened again under its id for 30 days from its birth; a deleted one is remembered for longer.
    private static readonly TimeSpan Tombstone = TimeSpan.FromDays(31);

    private static readonly Dictionary<string, string> Names = new()
    {
        ["#pk"] = "pk",
        ["#owner"] = "owner",
        ["#version"] = "version",
        ["#deleted"] = "deleted",
        ["#expiresAt"] = "expiresAt",
    };

    /// <summary>Takes the place of an expired session of the same owner, which may still lie in the table.</summary>
    public async Task CreateAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        var taken = !await TryPutAsync(
            SessionItem.Write(session),
            "attribute_not_exists(#pk) OR (attribute_not_exists(#deleted) AND #expiresAt <= :now AND #owner = :owner)",
            new() { [":now"] = ItemExpiry.Now(time), [":owner"] = ItemAttributes.Text(session.Owner) },
            cancellationToken);
        if (taken)
            throw new InvalidOperationException($"The session '{session.Id}' exists, or existed and was deleted.");
    }

    public async Task<SessionRecord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = table, Key = SessionItem.Key(id), ConsistentRead = true };
        var answer = await client().GetItemAsync(request, cancellationToken);
        // An absent item is null or empty, as the SDK is configured.
        if (answer.Item is not { Count: > 0 } item || item.ContainsKey("deleted"))
            return null;
        var session = SessionItem.Read(id, item);
        return session.ExpiresAt > time.GetUtcNow() ? session : null;
    }

    public Task<bool> TryUpdateAsync(SessionRecord session, CancellationToken cancellationToken) => TryPutAsync(
        SessionItem.Write(session with { Version = session.Version + 1 }),
        "#version = :version AND #owner = :owner AND attribute_not_exists(#deleted) AND #expiresAt > :now",
        new()
        {
            [":version"] = ItemAttributes.Number(session.Version),
            [":owner"] = ItemAttributes.Text(session.Owner),
            [":now"] = ItemExpiry.Now(time),
        },
        cancellationToken);

    /// <summary>Also deletes an expired session that still lies in the table, so that it cannot be revived.</summary>
    public Task<bool> DeleteAsync(string id, string owner, CancellationToken cancellationToken)
    {
        var tombstone = SessionItem.Key(id);
        tombstone.AddText("owner", owner);
        tombstone["deleted"] = ItemAttributes.Flag(true);
        tombstone[ItemExpiry.Name] = ItemExpiry.Of(time.GetUtcNow() + Tombstone);
        return TryPutAsync(
            tombstone,
            "#owner = :owner AND attribute_not_exists(#deleted)",
            new() { [":owner"] = ItemAttributes.Text(owner) },
            cancellationToken);
    }

    private Task<bool> TryPutAsync(
        Dictionary<string, AttributeValue> item,
        string condition,
        Dictionary<string, AttributeValue> values,
        CancellationToken cancellationToken)
    {
        ItemSize.Check(item, "The session");
        var request = new PutItemRequest
        {
            TableName = table,
            Item = item,
            ConditionExpression = condition,
            // DynamoDB refuses names that the expression does not use.
            ExpressionAttributeNames = Names.Where(name => condition.Contains(name.Key, StringComparison.Ordinal)).ToDictionary(),
            ExpressionAttributeValues = values,
        };
        return client().TryPutAsync(request, ConditionalWrite.NewMark(), cancellationToken);
    }
}
