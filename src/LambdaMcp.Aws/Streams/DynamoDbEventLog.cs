using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Protocol.Streams;

namespace LambdaMcp.Aws.Streams;

/// <summary>The events of streams as items of the sessions table, in the partition of their session.</summary>
internal sealed class DynamoDbEventLog(ExpiringItems items) : IEventLog
{
    // What one reading returns at most; whoever wants more asks again.
    private const int MostEvents = 100;
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly SlicedData _data = new(items);

    public async Task<bool> TryAppendAsync(
        string sessionId, string streamId, StreamEvent streamEvent, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var partition = KeyText.OfSession(sessionId);
        var mark = ConditionalWrite.NewMark();
        await _data.StoreRestAsync(partition, mark, streamEvent.Data, expiresAt, cancellationToken);
        var item = ExpiringItems.Item(partition, SortKey(streamId, streamEvent.Sequence), expiresAt);
        item.AddNumber("sequence", streamEvent.Sequence);
        foreach (var (name, value) in SlicedData.Attributes(streamEvent.Data))
            item[name] = value;
        if (streamEvent.IsLast)
            item["last"] = ItemAttributes.Flag(true);
        return await items.TryAddAsync(item, mark, cancellationToken);
    }

    public async Task<IReadOnlyList<StreamEvent>> ReadAsync(
        string sessionId, string streamId, long fromSequence, CancellationToken cancellationToken)
    {
        var partition = KeyText.OfSession(sessionId);
        var events = new List<StreamEvent>();
        long bytes = 0;
        var found = items.QueryAsync(
            partition, SortKey(streamId, Math.Max(0, fromSequence)), SortKey(streamId, long.MaxValue), cancellationToken);
        await foreach (var item in found)
        {
            var one = await ReadAsync(partition, item, cancellationToken);
            events.Add(one);
            bytes += one.Data.Length;
            if (events.Count == MostEvents || bytes >= MostBytes)
                break;
        }

        return events;
    }

    private async Task<StreamEvent> ReadAsync(string partition, Dictionary<string, AttributeValue> item, CancellationToken cancellationToken) => new(
        item.ReadNumber("sequence") ?? throw new InvalidDataException("The event's item has no 'sequence'."),
        await _data.ReadAsync(partition, item, cancellationToken),
        item.ReadFlag("last") == true);

    // As many digits as the largest number has, so that text sorts as numbers do.
    private static string SortKey(string stream, long sequence) => $"event#{KeyText.Of(stream)}#{sequence:D19}";
}
