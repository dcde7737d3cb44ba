using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Writes;

internal sealed class UpdateItemOperation(TableCatalog catalog) : IOperation
{
    public string Name => "UpdateItem";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        Choices.RefuseLegacy(request, "AttributeUpdates", "Expected", "ConditionalOperator");
        var returnValues = ReturnValues.Read(request);
        var capacity = new ConsumedCapacity(request);
        var write = new WriteReader(catalog).ReadUpdate(request, out var update);
        var change = write.Execute();

        if (ReturnValues.Select(returnValues, change, update) is { } attributes)
            response.WriteItem("Attributes", attributes);
        capacity.Write(write.Table, change);
        capacity.Respond(response);
    }
}
