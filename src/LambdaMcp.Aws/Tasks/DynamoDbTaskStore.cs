using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Protocol.Tasks;

namespace LambdaMcp.Aws.Tasks;

/// <summary>
/// Tasks in the sessions table. Reads are strongly consistent: a client may ask another instance the moment it has the id. DynamoDB
/// removes expired items hours late, so the time is checked here.
/// </summary>
internal sealed class DynamoDbTaskStore(Func<IAmazonDynamoDB> client, string table, TimeProvider time) : ITaskStore
{
    private const int MaxReads = 3;

    public async Task CreateAsync(TaskRecord task, CancellationToken cancellationToken)
    {
        var (head, parts) = TaskItem.Write(task);
        await PutPartsAsync(parts, cancellationToken);
        if (!await TryPutAsync(head, cancellationToken))
            throw new InvalidOperationException($"The task '{task.Id}' exists.");
    }

    public async Task<TaskRecord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        for (var read = 1; ; read++)
        {
            try
            {
                var items = await ReadAsync(id, cancellationToken);
                if (!items.ContainsKey(TaskKey.Head))
                    return null;
                var task = TaskItem.Read(id, items);
                return task.ExpiresAt > time.GetUtcNow() ? task : null;
            }
            catch (InvalidDataException) when (read < MaxReads)
            {
                // A query is no snapshot: the head may be newer than the parts that were read before it.
            }
        }
    }

    public async Task<bool> TryUpdateAsync(TaskRecord task, CancellationToken cancellationToken)
    {
        if (task.ExpiresAt <= time.GetUtcNow())
            return false;
        var (head, parts) = TaskItem.WriteChanging(task with { Version = task.Version + 1 });
        await PutPartsAsync(parts, cancellationToken);
        var mark = ConditionalWrite.NewMark();
        head.AddText(ConditionalWrite.Mark, mark);
        var request = Update(TaskKey.OfHead(task.Id), head, [.. TaskItem.Changing, ConditionalWrite.Mark]);
        request.ConditionExpression = "#version = :before";
        request.ExpressionAttributeValues[":before"] = ItemAttributes.Number(task.Version);
        return await client().TryUpdateAsync(request, mark, cancellationToken);
    }

    public Task<bool> TryClaimAsync(TaskRecord task, TaskRun run, CancellationToken cancellationToken) =>
        TryPutAsync(TaskItem.WriteRun(task, run), cancellationToken);

    public Task<bool> RenewAsync(string id, TaskRun run, CancellationToken cancellationToken)
    {
        var changes = new Dictionary<string, AttributeValue>();
        changes.AddNumber("heldUntil", run.HeldUntil.ToUnixTimeMilliseconds());
        changes.AddNumber("updatedAt", run.UpdatedAt.ToUnixTimeMilliseconds());
        changes.AddText("statusMessage", run.StatusMessage);
        var request = Update(TaskKey.OfRun(id, run.Round), changes, changes.Keys);
        request.ConditionExpression = "attribute_exists(#heldUntil) AND attribute_not_exists(#stopped)";
        request.ExpressionAttributeNames["#stopped"] = "stopped";
        return TryUpdateAsync(request, cancellationToken);
    }

    public Task StopAsync(string id, int round, CancellationToken cancellationToken)
    {
        var changes = new Dictionary<string, AttributeValue> { ["stopped"] = ItemAttributes.Flag(true) };
        var request = Update(TaskKey.OfRun(id, round), changes, changes.Keys);
        request.ConditionExpression = "attribute_exists(#pk)";
        request.ExpressionAttributeNames["#pk"] = "pk";
        return TryUpdateAsync(request, cancellationToken);
    }

    private async Task<Dictionary<string, Dictionary<string, AttributeValue>>> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var items = new Dictionary<string, Dictionary<string, AttributeValue>>(StringComparer.Ordinal);
        var request = new QueryRequest
        {
            TableName = table,
            ConsistentRead = true,
            KeyConditionExpression = "#pk = :pk",
            ExpressionAttributeNames = new() { ["#pk"] = "pk" },
            ExpressionAttributeValues = new() { [":pk"] = ItemAttributes.Text(TaskKey.Partition(id)) },
        };
        do
        {
            var page = await client().QueryAsync(request, cancellationToken);
            foreach (var item in page.Items ?? [])
                items[item["sk"].S] = item;
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return items;
    }

    private async Task PutPartsAsync(List<Dictionary<string, AttributeValue>> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
            await client().PutItemAsync(new() { TableName = table, Item = part }, cancellationToken);
    }

    private Task<bool> TryPutAsync(Dictionary<string, AttributeValue> item, CancellationToken cancellationToken)
    {
        ItemSize.Check(item, "The task");
        var request = new PutItemRequest
        {
            TableName = table,
            Item = item,
            ConditionExpression = "attribute_not_exists(#pk)",
            ExpressionAttributeNames = new() { ["#pk"] = "pk" },
        };
        return client().TryPutAsync(request, ConditionalWrite.NewMark(), cancellationToken);
    }

    // Sets the attributes that are there and removes those that are not.
    private UpdateItemRequest Update(Dictionary<string, AttributeValue> key, Dictionary<string, AttributeValue> item, IEnumerable<string> attributes)
    {
        var names = attributes.ToArray();
        var set = names.Where(item.ContainsKey).ToArray();
        var removed = names.Except(set).Select(name => $"#{name}").ToArray();
        return new()
        {
            TableName = table,
            Key = key,
            UpdateExpression = $"SET {string.Join(", ", set.Select(name => $"#{name} = :{name}"))}"
                + (removed.Length > 0 ? $" REMOVE {string.Join(", ", removed)}" : ""),
            ExpressionAttributeNames = names.ToDictionary(name => $"#{name}"),
            ExpressionAttributeValues = set.ToDictionary(name => $":{name}", name => item[name]),
        };
    }

    private async Task<bool> TryUpdateAsync(UpdateItemRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await client().UpdateItemAsync(request, cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }
}
