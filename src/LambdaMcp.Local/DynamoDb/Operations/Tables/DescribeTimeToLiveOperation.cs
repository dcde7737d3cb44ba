using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Tables;

internal sealed class DescribeTimeToLiveOperation(TableCatalog catalog) : IOperation
{
    public string Name => "DescribeTimeToLive";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        var table = catalog.Describe(TableCatalog.ReadName(request));
        response.WriteStartObject("TimeToLiveDescription");
        response.WriteString("TimeToLiveStatus", table.TimeToLiveAttribute is null ? "DISABLED" : "ENABLED");
        if (table.TimeToLiveAttribute is { } attribute)
            response.WriteString("AttributeName", attribute);
        response.WriteEndObject();
    }
}
