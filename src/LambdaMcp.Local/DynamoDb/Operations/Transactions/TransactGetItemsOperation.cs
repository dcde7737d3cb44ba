using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Operations.Reads;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Transactions;

internal sealed class TransactGetItemsOperation(TableCatalog catalog) : IOperation
{
    private const int MaximumSize = 4 * 1024 * 1024;

    public string Name => "TransactGetItems";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        var capacity = new ConsumedCapacity(request);
        ItemRead[] reads = [.. TransactItems.Read(request).Select(Read)];
        if (reads.DistinctBy(static read => (read.Table.Name, read.Key)).Count() < reads.Length)
            throw DynamoDbException.Validation("Transaction request cannot include multiple operations on one item");

        MapValue?[] items;
        using (new TableLocks(reads.Select(static read => read.Table)))
            items = [.. reads.Select(static read => read.Table.Find(read.Key))];

        if (items.Sum(static item => (long)(item?.ItemSize ?? 0)) > MaximumSize)
            throw DynamoDbException.Validation("Collection size is too large: the items of a transaction cannot exceed 4MB");

        response.WriteStartArray("Responses");
        foreach (var (read, item) in reads.Zip(items))
        {
            response.WriteStartObject();
            if (item is not null)
                response.WriteItem("Item", read.Project(item));
            response.WriteEndObject();
            capacity.Read(read.Table, item?.ItemSize ?? 0, transaction: true);
        }

        response.WriteEndArray();
        capacity.RespondList(response);
    }

    private ItemRead Read(JsonInput item) => ItemRead.Read(
        catalog, item.Object("Get") ?? throw DynamoDbException.Constraint("null", "transactItems.1.member.get", "not be null"));
}
