using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Reads;

internal sealed class GetItemOperation(TableCatalog catalog) : IOperation
{
    public string Name => "GetItem";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        Choices.RefuseLegacy(request, "AttributesToGet");
        var capacity = new ConsumedCapacity(request);
        var consistent = request.Flag("ConsistentRead") == true;
        var read = ItemRead.Read(catalog, request);
        MapValue? item;
        lock (read.Table.Gate)
            item = read.Table.Find(read.Key);

        if (item is not null)
            response.WriteItem("Item", read.Project(item));
        capacity.Read(read.Table, item?.ItemSize ?? 0, consistent);
        capacity.Respond(response);
    }
}
