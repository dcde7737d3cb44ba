using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Tables;

internal sealed class DescribeTableOperation(TableCatalog catalog) : IOperation
{
    public string Name => "DescribeTable";

    public void Execute(JsonInput request, Utf8JsonWriter response) =>
        response.WriteTable("Table", catalog.Describe(TableCatalog.ReadName(request)), "ACTIVE");
}
