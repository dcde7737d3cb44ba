using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Writes;

internal sealed class DeleteItemOperation(TableCatalog catalog) : IOperation
{
    public string Name => "DeleteItem";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        Choices.RefuseLegacy(request, "Expected", "ConditionalOperator");
        var returnOld = ReturnValues.ReadOld(request);
        var capacity = new ConsumedCapacity(request);
        var write = new WriteReader(catalog).ReadDelete(request);
        var change = write.Execute();

        if (returnOld && change.Before is { } before)
            response.WriteItem("Attributes", before);
        capacity.Write(write.Table, change);
        capacity.Respond(response);
    }
}
