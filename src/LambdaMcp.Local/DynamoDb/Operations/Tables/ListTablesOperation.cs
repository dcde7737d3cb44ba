using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Tables;

internal sealed class ListTablesOperation(TableCatalog catalog) : IOperation
{
    private const int MaximumNames = 100;

    public string Name => "ListTables";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        var limit = request.Integer("Limit") ?? MaximumNames;
        if (limit < 1)
            throw DynamoDbException.Constraint($"'{limit}'", "limit", "have value greater than or equal to 1");
        if (limit > MaximumNames)
            throw DynamoDbException.Constraint($"'{limit}'", "limit", $"have value less than or equal to {MaximumNames}");

        var start = request.Text("ExclusiveStartTableName");
        string[] names = [.. catalog.Names.Where(name => start is null || string.CompareOrdinal(name, start) > 0).Take(limit + 1)];
        response.WriteStartArray("TableNames");
        foreach (var name in names.Take(limit))
            response.WriteStringValue(name);
        response.WriteEndArray();
        if (names.Length > limit)
            response.WriteString("LastEvaluatedTableName", names[limit - 1]);
    }
}
