using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Operations.Writes;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Batches;

internal sealed class BatchWriteItemOperation(TableCatalog catalog) : IOperation
{
    private const int MaximumWrites = 25;

    public string Name => "BatchWriteItem";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        var capacity = new ConsumedCapacity(request);
        foreach (var write in Read(request))
            capacity.Write(write.Table, write.Execute());

        response.WriteStartObject("UnprocessedItems");
        response.WriteEndObject();
        capacity.RespondList(response);
    }

    private List<ItemWrite> Read(JsonInput request)
    {
        (string Table, IReadOnlyList<JsonInput> Writes)[] tables = [.. request.Object("RequestItems")?.ListMembers() ?? []];
        if (tables.Length == 0)
            throw DynamoDbException.Constraint("'{}'", "requestItems", "have length greater than or equal to 1");
        if (tables.FirstOrDefault(static table => table.Writes.Count == 0) is { Table: not null and var name })
            throw DynamoDbException.Validation($"The batch write request list for a table cannot be null or empty: {name}");
        if (tables.Sum(static table => table.Writes.Count) > MaximumWrites)
            throw DynamoDbException.Validation("Too many items requested for the BatchWriteItem call");

        List<ItemWrite> writes = [.. tables.SelectMany(table => table.Writes.Select(write => ReadWrite(table.Table, write)))];
        if (writes.DistinctBy(static write => (write.Table.Name, write.Key)).Count() < writes.Count)
            throw DynamoDbException.Validation("Provided list of item keys contains duplicates");
        return writes;
    }

    private ItemWrite ReadWrite(string tableName, JsonInput request)
    {
        TableCatalog.RequireName(tableName);
        switch (request.Object("PutRequest"), request.Object("DeleteRequest"))
        {
            case ({ } put, null):
                var item = AttributeValueReader.ReadItem(WriteReader.Require(put, "Item"));
                PutWrite.RequireStorable(item);
                var putTable = catalog.Get(tableName);
                var itemKey = putTable.Schema.OfItem(item);
                putTable.Schema.RequireItemTypes(itemKey);
                return new PutWrite(item) { Table = putTable, Key = itemKey };
            case (null, { } delete):
                var values = WriteReader.ReadKey(delete);
                var deleteTable = catalog.Get(tableName);
                var key = deleteTable.Schema.OfRequest(values);
                deleteTable.Schema.RequireRequestTypes(key);
                return new DeleteWrite { Table = deleteTable, Key = key };
            default:
                throw DynamoDbException.Validation(
                    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
        }
    }
}
