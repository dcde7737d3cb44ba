using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Protocol.Mailboxes;

namespace LambdaMcp.Aws.Mailboxes;

/// <summary>Slots and cancellations as items of the sessions table, in the partition of their session.</summary>
internal sealed class DynamoDbMailbox(ExpiringItems items) : IMailbox
{
    private const string CancelPrefix = "cancel#";
    private const string AfterCancelPrefix = "cancel$"; // The character after the separator.
    private const string NotedAt = "notedAt";

    private readonly SlicedData _data = new(items);

    public Task OpenAsync(string sessionId, string requestId, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        items.PutAsync(ExpiringItems.Item(KeyText.OfSession(sessionId), SlotKey(requestId), expiresAt), cancellationToken);

    public async Task<bool> TryAnswerAsync(
        string sessionId, string requestId, ReadOnlyMemory<byte> response, CancellationToken cancellationToken)
    {
        var partition = KeyText.OfSession(sessionId);
        var mark = ConditionalWrite.NewMark();
        if (SlicedData.IsSliced(response))
        {
            // What nobody waits for is not worth storing.
            if (await FindAsync(sessionId, requestId, cancellationToken) is not { } slot || IsAnswered(slot))
                return false;
            var end = DateTimeOffset.FromUnixTimeSeconds(slot.ReadNumber(ItemExpiry.Name)!.Value);
            await _data.StoreRestAsync(partition, mark, response, end, cancellationToken);
        }

        var data = SlicedData.Attributes(response).ToDictionary();
        var request = new UpdateItemRequest
        {
            TableName = items.Table,
            Key = ExpiringItems.Key(partition, SlotKey(requestId)),
            UpdateExpression = "SET #data = :data, #slices = :slices, #write = :write",
            ConditionExpression = "attribute_exists(#pk) AND attribute_not_exists(#write) AND #expiresAt > :now",
            ExpressionAttributeNames = new()
            {
                ["#pk"] = "pk",
                ["#data"] = SlicedData.Data,
                ["#slices"] = SlicedData.Slices,
                ["#write"] = ConditionalWrite.Mark,
                ["#expiresAt"] = ItemExpiry.Name,
            },
            ExpressionAttributeValues = new()
            {
                [":data"] = data[SlicedData.Data],
                [":slices"] = data[SlicedData.Slices],
                [":write"] = ItemAttributes.Text(mark),
                [":now"] = ItemExpiry.Now(items.Time),
            },
        };
        return await items.Client.TryUpdateAsync(request, mark, cancellationToken);
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string sessionId, string requestId, CancellationToken cancellationToken)
    {
        if (await FindAsync(sessionId, requestId, cancellationToken) is not { } slot || !IsAnswered(slot))
            return null;
        return await _data.ReadAsync(KeyText.OfSession(sessionId), slot, cancellationToken);
    }

    public Task CloseAsync(string sessionId, string requestId, CancellationToken cancellationToken) =>
        items.DeleteAsync(ExpiringItems.Key(KeyText.OfSession(sessionId), SlotKey(requestId)), cancellationToken);

    public Task CancelAsync(string sessionId, string requestKey, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var item = ExpiringItems.Item(KeyText.OfSession(sessionId), CancelKey(requestKey), expiresAt);
        item[NotedAt] = ItemAttributes.Number(items.Time.GetUtcNow().ToUnixTimeMilliseconds());
        return items.PutAsync(item, cancellationToken);
    }

    public async Task<IReadOnlyCollection<string>> FindCancelledAsync(
        string sessionId, IReadOnlyCollection<string> requestKeys, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var partition = KeyText.OfSession(sessionId);
        var earliest = since.ToUnixTimeMilliseconds();
        if (requestKeys.Count == 1)
            return await items.FindAsync(ExpiringItems.Key(partition, CancelKey(requestKeys.First())), cancellationToken) is { } note && IsMeant(note)
                ? requestKeys
                : [];

        var noted = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var note in items.QueryAsync(partition, CancelPrefix, AfterCancelPrefix, cancellationToken))
        {
            if (IsMeant(note))
                noted.Add(note["sk"].S);
        }

        return [.. requestKeys.Where(key => noted.Contains(CancelKey(key)))];

        bool IsMeant(Dictionary<string, AttributeValue> note) => note.ReadNumber(NotedAt) >= earliest;
    }

    private Task<Dictionary<string, AttributeValue>?> FindAsync(string sessionId, string requestId, CancellationToken cancellationToken) =>
        items.FindAsync(ExpiringItems.Key(KeyText.OfSession(sessionId), SlotKey(requestId)), cancellationToken);

    // The mark comes with the answer.
    private static bool IsAnswered(Dictionary<string, AttributeValue> slot) => slot.ContainsKey(ConditionalWrite.Mark);

    private static string SlotKey(string requestId) => "mail#" + KeyText.Of(requestId);

    private static string CancelKey(string requestKey) => CancelPrefix + KeyText.Of(requestKey);
}
