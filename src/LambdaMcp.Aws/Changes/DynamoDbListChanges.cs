using LambdaMcp.Aws.Tables;
using LambdaMcp.Gateway.Catalog.Aggregation;

namespace LambdaMcp.Aws.Changes;

/// <summary>
/// The last change of each aggregated function's lists as an item of the sessions table. All are in one partition, where an item is only as
/// long as it is news: a reading is one query, which finds nothing most of the time.
/// </summary>
internal sealed class DynamoDbListChanges(ExpiringItems items) : IListChanges
{
    private const string Partition = "changed-lists";
    private const string Prefix = "target#";

    // The character after the prefix's last.
    private const string End = "target$";

    public Task NoteAsync(string target, string mark, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var item = ExpiringItems.Item(Partition, Prefix + KeyText.Of(target), expiresAt);
        item.AddText("target", target);
        item.AddText("mark", mark);
        return items.PutAsync(item, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        var marks = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var item in items.QueryAsync(Partition, Prefix, End, cancellationToken))
        {
            if (item.ReadText("target") is { } target && item.ReadText("mark") is { } mark)
                marks[target] = mark;
        }

        return marks;
    }
}
