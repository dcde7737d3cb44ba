using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Tables;

internal sealed class CreateTableOperation(TableCatalog catalog) : IOperation
{
    public string Name => "CreateTable";

    public void Execute(JsonInput request, Utf8JsonWriter response)
    {
        foreach (var index in new[] { "GlobalSecondaryIndexes", "LocalSecondaryIndexes" })
        {
            if (request.Has(index))
                throw DynamoDbException.InvalidParameter($"{index}: this local table service has no secondary indexes");
        }

        var name = TableCatalog.ReadName(request);
        var definitions = ReadDefinitions(request);
        var keys = ReadKeys(request, definitions);
        if (definitions.Count != keys.Count)
            throw DynamoDbException.InvalidParameter(
                "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions");

        var table = catalog.Create(new()
        {
            Name = name,
            HashKey = keys[0],
            RangeKey = keys.ElementAtOrDefault(1),
            Throughput = ReadThroughput(request),
            DeletionProtection = request.Flag("DeletionProtectionEnabled") == true,
        });
        response.WriteTable("TableDescription", table, "ACTIVE");
    }

    private static Dictionary<string, AttributeType> ReadDefinitions(JsonInput request)
    {
        var definitions = new Dictionary<string, AttributeType>(StringComparer.Ordinal);
        foreach (var definition in request.Objects("AttributeDefinitions") ?? [])
        {
            var type = Choices.Read(definition, "AttributeType", "B", "N", "S");
            definitions[definition.Text("AttributeName") ?? ""] = Enum.Parse<AttributeType>(type);
        }

        return definitions;
    }

    private static List<KeyAttribute> ReadKeys(JsonInput request, Dictionary<string, AttributeType> definitions)
    {
        var keys = new List<KeyAttribute>();
        foreach (var key in request.Objects("KeySchema") ?? [])
        {
            if (key.Text("KeyType") != (keys.Count == 0 ? "HASH" : "RANGE") || keys.Count == 2)
                throw DynamoDbException.Validation(
                    "Invalid KeySchema: The first KeySchemaElement is not a HASH key type, or the second one is not a RANGE key type");

            var name = key.Text("AttributeName") ?? "";
            keys.Add(definitions.TryGetValue(name, out var type)
                ? new(name, type)
                : throw DynamoDbException.InvalidParameter(
                    $"Some index key attributes are not defined in AttributeDefinitions. Keys: [{name}], AttributeDefinitions: [{string.Join(", ", definitions.Keys)}]"));
        }

        return keys.Count > 0 ? keys : throw DynamoDbException.Constraint("null", "keySchema", "not be null");
    }

    private static (int Read, int Write)? ReadThroughput(JsonInput request)
    {
        if (Choices.Read(request, "BillingMode", "PROVISIONED", "PAY_PER_REQUEST") == "PAY_PER_REQUEST")
            return null;

        return request.Object("ProvisionedThroughput") is { } throughput
            ? (throughput.Integer("ReadCapacityUnits") ?? 1, throughput.Integer("WriteCapacityUnits") ?? 1)
            : throw DynamoDbException.InvalidParameter(
                "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
    }
}
