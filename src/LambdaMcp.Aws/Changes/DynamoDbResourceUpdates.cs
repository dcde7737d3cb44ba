using System.Security.Cryptography;
using System.Text;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Protocol.Changes;

namespace LambdaMcp.Aws.Changes;

/// <summary>The last change of each resource as an item of the sessions table.</summary>
internal sealed class DynamoDbResourceUpdates(ExpiringItems items) : IResourceUpdates
{
    // No stream and no session remembers a mark for longer.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(31);

    // What BatchGetItem takes: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html.
    private const int MostKeys = 100;
    private const string Sort = "resource";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public Task NoteAsync(string uri, CancellationToken cancellationToken)
    {
        var item = ExpiringItems.Item(Partition(uri), Sort, items.Time.GetUtcNow() + Kept);
        item.AddText("mark", ConditionalWrite.NewMark());
        return items.PutAsync(item, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyCollection<string> uris, CancellationToken cancellationToken)
    {
        var partitions = new Dictionary<string, string>();
        foreach (var uri in uris)
            partitions[Partition(uri)] = uri;
        var marks = new Dictionary<string, string>();
        foreach (var some in partitions.Keys.Chunk(MostKeys))
        {
            foreach (var item in await ReadSomeAsync(some, cancellationToken))
            {
                if (!ItemExpiry.IsOver(item, items.Time) && item.ReadText("mark") is { } mark)
                    marks[partitions[item["pk"].S]] = mark;
            }
        }

        return marks;
    }

    private async Task<List<Dictionary<string, AttributeValue>>> ReadSomeAsync(string[] partitions, CancellationToken cancellationToken)
    {
        var found = new List<Dictionary<string, AttributeValue>>();
        var pause = FirstPause;
        Dictionary<string, KeysAndAttributes>? left = new()
        {
            [items.Table] = new() { ConsistentRead = true, Keys = [.. partitions.Select(static partition => ExpiringItems.Key(partition, Sort))] },
        };
        while (true)
        {
            var answer = await items.Client.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = left }, cancellationToken);
            foreach (var (_, some) in answer.Responses ?? [])
                found.AddRange(some);
            left = answer.UnprocessedKeys;
            if (left is not { Count: > 0 })
                return found;
            // A throttled table gives some keys back.
            await Task.Delay(pause, items.Time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static string Partition(string uri) => "resource#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(uri)));
}
