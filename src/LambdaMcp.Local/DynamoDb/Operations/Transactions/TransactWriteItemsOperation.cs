using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Operations.Writes;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Transactions;

internal sealed class TransactWriteItemsOperation(TableCatalog catalog) : IOperation
{
    private const int MaximumPayload = 4 * 1024 * 1024;

    private readonly RequestTokens _tokens = new(catalog.Options.Time);

    public string Name => "TransactWriteItems";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        var capacity = new ConsumedCapacity(request);
        ItemWrite[] writes = [.. TransactItems.Read(request).Select(Read)];
        if (writes.DistinctBy(static write => (write.Table.Name, write.Key)).Count() < writes.Length)
            throw DynamoDbException.Validation("Transaction request cannot include multiple operations on one item");
        if (writes.Sum(static write => (long)write.PayloadSize) > MaximumPayload)
            throw DynamoDbException.Validation("Transaction payload size cannot exceed 4MB");

        using (new TableLocks(writes.Select(static write => write.Table)))
        {
            // Under the gates: the same request may come twice at once.
            if (_tokens.Contains(request))
                return;

            foreach (var (write, change) in Evaluate(writes))
            {
                write.Table.Store(write.Key, change.After);
                capacity.Write(write.Table, change, transaction: true);
            }

            _tokens.Add(request);
        }

        capacity.RespondList(response);
    }

    private static List<(ItemWrite Write, ItemChange Change)> Evaluate(ItemWrite[] writes)
    {
        var changes = new List<(ItemWrite, ItemChange)>();
        var reasons = new List<CancellationReason>();
        foreach (var write in writes)
        {
            try
            {
                changes.Add((write, write.Evaluate()));
                reasons.Add(default);
            }
            catch (DynamoDbException exception)
            {
                reasons.Add(new(exception));
            }
        }

        CancellationReason.ThrowIfAny(reasons);
        return changes;
    }

    private ItemWrite Read(JsonInput item)
    {
        string[] kinds = ["ConditionCheck", "Put", "Update", "Delete"];
        var present = kinds.Where(item.Has).ToArray();
        if (present.Length == 0)
            throw DynamoDbException.Validation("Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
        if (present.Length > 1)
            throw DynamoDbException.Validation("TransactItems can only contain one of Check, Put, Update or Delete");

        var reader = new WriteReader(catalog);
        var request = item.Object(present[0])!.Value;
        return present[0] switch
        {
            "Put" => reader.ReadPut(request),
            "Update" => reader.ReadUpdate(request, out _),
            "Delete" => reader.ReadDelete(request),
            _ => reader.ReadConditionCheck(request),
        };
    }
}
