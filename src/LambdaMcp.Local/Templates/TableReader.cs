namespace LambdaMcp.Local.Templates;

/// <summary>Reads <c>AWS::DynamoDB::Table</c> and <c>AWS::Serverless::SimpleTable</c>.</summary>
internal static class TableReader
{
    public static DeclaredTable Table(string logicalId, string name, TemplateMap properties)
    {
        var attributes = properties.List("AttributeDefinitions")
            .Select(item => item.AsMap("AttributeDefinitions"))
            .ToDictionary(item => item.RequiredText("AttributeName"), item => item.RequiredText("AttributeType"));
        var (partition, sort) = Keys(properties, attributes);
        var ttl = properties.Map("TimeToLiveSpecification");
        var indexes = properties.List("GlobalSecondaryIndexes").Select(item =>
        {
            var index = item.AsMap("GlobalSecondaryIndexes");
            var (indexPartition, indexSort) = Keys(index, attributes);
            return new DeclaredIndex(index.RequiredText("IndexName"), indexPartition, indexSort);
        });
        return new DeclaredTable(logicalId, name, partition, sort, ttl.Boolean("Enabled") ? ttl.RequiredText("AttributeName") : null, [.. indexes]);
    }

    public static DeclaredTable SimpleTable(string logicalId, string name, TemplateMap properties)
    {
        var key = properties.Map("PrimaryKey");
        var type = key.Text("Type") switch
        {
            null or "String" => "S",
            "Number" => "N",
            "Binary" => "B",
            var other => throw new TemplateException(key.Position, $"a key's Type is String, Number or Binary, not {other}"),
        };
        return new DeclaredTable(logicalId, name, new DeclaredKey(key.Text("Name") ?? "id", type), null, null, []);
    }

    private static (DeclaredKey Partition, DeclaredKey? Sort) Keys(TemplateMap schema, Dictionary<string, string> attributes)
    {
        DeclaredKey? Key(string keyType) => schema.List("KeySchema")
            .Select(item => item.AsMap("KeySchema"))
            .Where(item => item.RequiredText("KeyType") == keyType)
            .Select(item => item.RequiredText("AttributeName") is var name && attributes.TryGetValue(name, out var type)
                ? new DeclaredKey(name, type)
                : throw new TemplateException(item.Position, $"AttributeDefinitions does not define the key {name}"))
            .FirstOrDefault();

        return (Key("HASH") ?? throw new TemplateException(schema.Position, "KeySchema has no HASH key"), Key("RANGE"));
    }
}
