using Amazon.DynamoDBv2.Model;

namespace LambdaMcp.Aws.Tables;

/// <summary>
/// Data that may be larger than an item. The first slice and the number of slices are attributes of the item that the data belongs to;
/// the others are items of their own (<c>slice#MARK#NUMBER</c>, by the mark of the write), and are stored before it. So whoever finds
/// the item finds all of it, and slices of a write that lost a race belong to nobody.
/// </summary>
internal sealed class SlicedData(ExpiringItems items)
{
    public const string Data = "data";
    public const string Slices = "slices";

    // Leaves room for keys and attributes below DynamoDB's 400 KB.
    private const int Largest = 350 * 1024;
    private const int Parallel = 4;

    // An item that is just not over yet must not miss a slice.
    private static readonly TimeSpan Longer = TimeSpan.FromHours(1);

    /// <summary>The attributes for the item itself.</summary>
    public static IEnumerable<KeyValuePair<string, AttributeValue>> Attributes(ReadOnlyMemory<byte> data) =>
    [
        new(Data, ItemAttributes.Bytes(Slice(data, 0))),
        new(Slices, ItemAttributes.Number(Count(data.Length))),
    ];

    public static bool IsSliced(ReadOnlyMemory<byte> data) => data.Length > Largest;

    /// <summary>Stores the slices that do not fit into the item itself.</summary>
    public async Task StoreRestAsync(string partition, string mark, ReadOnlyMemory<byte> data, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (!IsSliced(data))
            return;
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
        await System.Threading.Tasks.Parallel.ForAsync(1, Count(data.Length), limits, async (number, token) =>
        {
            var item = ExpiringItems.Item(partition, SortKey(mark, number), expiresAt + Longer);
            item[Data] = ItemAttributes.Bytes(Slice(data, number));
            await items.PutAsync(item, token);
        });
    }

    /// <summary>All of an item's data.</summary>
    /// <exception cref="InvalidDataException">A slice is missing.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(string partition, Dictionary<string, AttributeValue> item, CancellationToken cancellationToken)
    {
        var first = item.ReadBytes(Data);
        if (item.ReadNumber(Slices) is not ({ } count and > 1))
            return first;
        var mark = item.ReadText(ConditionalWrite.Mark) ?? throw new InvalidDataException("Sliced data has no mark.");
        var slices = new ReadOnlyMemory<byte>[count];
        slices[0] = first;
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
        await System.Threading.Tasks.Parallel.ForAsync(1, (int)count, limits, async (number, token) =>
        {
            var slice = await items.FindAsync(ExpiringItems.Key(partition, SortKey(mark, number)), token)
                ?? throw new InvalidDataException($"Slice {number} of {count} is missing.");
            slices[number] = slice.ReadBytes(Data);
        });
        return Join(slices);
    }

    private static int Count(int length) => Math.Max(1, (length + Largest - 1) / Largest);

    private static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> data, int number) =>
        data.Slice(number * Largest, Math.Min(Largest, data.Length - number * Largest));

    private static string SortKey(string mark, int number) => $"slice#{mark}#{number:D4}";

    private static byte[] Join(ReadOnlyMemory<byte>[] slices)
    {
        var whole = new byte[slices.Sum(static slice => slice.Length)];
        var at = 0;
        foreach (var slice in slices)
        {
            slice.CopyTo(whole.AsMemory(at));
            at += slice.Length;
        }

        return whole;
    }
}
