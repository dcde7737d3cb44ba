using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Protocol.Limits;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Aws.Slots;

/// <summary>
/// Slots as items of the sessions table: a pool of N slots has the N places <c>slot#0</c> to <c>slot#N-1</c>, and whoever puts an item in a free
/// one holds it. So there are never more than N, whatever order instances write in, and a place whose holder died is free when its time is over.
/// </summary>
internal sealed class DynamoDbSlotStore(ExpiringItems items, ILogger logger) : ISlotStore
{
    // Sorts behind every place.
    private const string LastPlace = "slot#~";

    public async Task<IAsyncDisposable?> TryTakeAsync(string pool, int size, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var partition = "slots#" + KeyText.Of(pool);
        var mark = ConditionalWrite.NewMark();
        // Most of the time a place taken by chance is free, and one write is all.
        var place = Random.Shared.Next(size);
        while (true)
        {
            var item = ExpiringItems.Item(partition, SortKey(place), items.Time.GetUtcNow() + lifetime);
            if (await items.TryAddAsync(item, mark, cancellationToken))
                return new Held(this, ExpiringItems.Key(partition, SortKey(place)), mark);
            var free = await FreeAsync(partition, size, cancellationToken);
            if (free.Count == 0)
                return null;
            place = free[Random.Shared.Next(free.Count)];
        }
    }

    private async Task<List<int>> FreeAsync(string partition, int size, CancellationToken cancellationToken)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var item in items.QueryAsync(partition, "slot#", LastPlace, cancellationToken))
            taken.Add(item["sk"].S);
        return [.. Enumerable.Range(0, size).Where(place => !taken.Contains(SortKey(place)))];
    }

    private async Task FreeAsync(Dictionary<string, AttributeValue> key, string mark)
    {
        try
        {
            await items.DeleteMarkedAsync(key, mark, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The call has its answer, and the place is free when its time is over.
            logger.LogWarning(exception, "A slot could not be given back; it stays taken until its time is over");
        }
    }

    private static string SortKey(int place) => $"slot#{place}";

    private sealed class Held(DynamoDbSlotStore store, Dictionary<string, AttributeValue> key, string mark) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(store.FreeAsync(key, mark));
    }
}
