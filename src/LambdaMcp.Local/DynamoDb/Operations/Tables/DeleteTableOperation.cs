using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Tables;

internal sealed class DeleteTableOperation(TableCatalog catalog) : IOperation
{
    public string Name => "DeleteTable";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        var table = catalog.Describe(TableCatalog.ReadName(request));
        if (table.Definition.DeletionProtection)
            throw DynamoDbException.Validation(
                "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
        catalog.Remove(table);
        response.WriteTable("TableDescription", table, "DELETING");
    }
}
