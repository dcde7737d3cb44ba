using LambdaMcp.Local.DynamoDb;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.Templates;

/// <summary>Reads <c>AWS::DynamoDB::Table</c> and <c>AWS::Serverless::SimpleTable</c>.</summary>
internal static class TableReader
{
    public static TableDefinition Table(string name, TemplateMap properties)
    {
        var types = properties.List("AttributeDefinitions")
            .Select(item => item.AsMap("AttributeDefinitions"))
            .ToDictionary(item => item.RequiredText("AttributeName"), item => Type(item, item.RequiredText("AttributeType")));
        var ttl = properties.Map("TimeToLiveSpecification");
        return new TableDefinition
        {
            Name = name,
            HashKey = Key(properties, "HASH", types) ?? throw new TemplateException(properties.Position, "KeySchema has no HASH key"),
            RangeKey = Key(properties, "RANGE", types),
            TimeToLiveAttribute = ttl.Boolean("Enabled") ? ttl.RequiredText("AttributeName") : null,
        };
    }

    public static TableDefinition SimpleTable(string name, TemplateMap properties)
    {
        var key = properties.Map("PrimaryKey");
        var type = key.Text("Type") ?? "String";
        return new TableDefinition { Name = name, HashKey = new KeyAttribute(key.Text("Name") ?? "id", Type(key, type[..1])) };
    }

    private static KeyAttribute? Key(TemplateMap table, string keyType, Dictionary<string, AttributeType> types)
    {
        var element = table.List("KeySchema").Select(item => item.AsMap("KeySchema")).FirstOrDefault(item => item.RequiredText("KeyType") == keyType);
        if (element is null)
            return null;

        var name = element.RequiredText("AttributeName");
        return types.TryGetValue(name, out var type)
            ? new KeyAttribute(name, type)
            : throw new TemplateException(element.Position, $"AttributeDefinitions does not define the key {name}");
    }

    private static AttributeType Type(TemplateMap place, string letter) =>
        Enum.TryParse<AttributeType>(letter, out var type) && type is AttributeType.S or AttributeType.N or AttributeType.B
            ? type
            : throw new TemplateException(place.Position, $"a key is of type S, N or B, not {letter}");
}
