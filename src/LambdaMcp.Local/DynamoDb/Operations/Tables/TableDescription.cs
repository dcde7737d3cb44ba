using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Tables;

namespace LambdaMcp.Local.DynamoDb.Operations.Tables;

/// <summary>Writes what DescribeTable tells of a table.</summary>
internal static class TableDescription
{
    public static void WriteTable(this Utf8JsonWriter response, string name, Table table, string status)
    {
        var definition = table.Definition;
        response.WriteStartObject(name);
        response.WriteStartArray("AttributeDefinitions");
        foreach (var key in table.Schema.Attributes)
        {
            response.WriteStartObject();
            response.WriteString("AttributeName", key.Name);
            response.WriteString("AttributeType", key.Type.ToString());
            response.WriteEndObject();
        }

        response.WriteEndArray();
        response.WriteString("TableName", definition.Name);
        response.WriteStartArray("KeySchema");
        foreach (var key in table.Schema.Attributes)
        {
            response.WriteStartObject();
            response.WriteString("AttributeName", key.Name);
            response.WriteString("KeyType", key == definition.HashKey ? "HASH" : "RANGE");
            response.WriteEndObject();
        }

        response.WriteEndArray();
        response.WriteString("TableStatus", status);
        WriteCapacity(response, table);
        lock (table.Gate)
        {
            response.WriteNumber("TableSizeBytes", table.SizeInBytes);
            response.WriteNumber("ItemCount", table.Count);
        }

        response.WriteString("TableArn", table.Arn);
        response.WriteString("TableId", table.Id);
        response.WriteBoolean("DeletionProtectionEnabled", definition.DeletionProtection);
        response.WriteEndObject();
    }

    private static void WriteCapacity(Utf8JsonWriter response, Table table)
    {
        var created = table.Created.ToUnixTimeMilliseconds() / 1000m;
        response.WriteNumber("CreationDateTime", created);
        response.WriteStartObject("ProvisionedThroughput");
        response.WriteNumber("NumberOfDecreasesToday", 0);
        response.WriteNumber("ReadCapacityUnits", table.Definition.Throughput?.Read ?? 0);
        response.WriteNumber("WriteCapacityUnits", table.Definition.Throughput?.Write ?? 0);
        response.WriteEndObject();
        if (table.Definition.Throughput is not null)
            return;

        response.WriteStartObject("BillingModeSummary");
        response.WriteString("BillingMode", "PAY_PER_REQUEST");
        response.WriteNumber("LastUpdateToPayPerRequestDateTime", created);
        response.WriteEndObject();
    }
}
