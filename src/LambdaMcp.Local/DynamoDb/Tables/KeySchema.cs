using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Tables;

/// <summary>Takes keys out of items and requests, and refuses those that are not the table's.</summary>
internal sealed class KeySchema(KeyAttribute hash, KeyAttribute? range)
{
    private const int MaximumHashSize = 2048;
    private const int MaximumRangeSize = 1024;

    public KeyAttribute Hash => hash;

    public KeyAttribute? Range => range;

    public IEnumerable<KeyAttribute> Attributes => range is null ? [hash] : [hash, range];

    public bool Contains(string attribute) => Attributes.Any(key => key.Name == attribute);

    /// <summary>The key of an item that is to be stored.</summary>
    /// <exception cref="DynamoDbException">A part of it is missing, empty or too long.</exception>
    public ItemKey OfItem(MapValue item)
    {
        foreach (var attribute in Attributes)
        {
            if (item.Find(attribute.Name) is null)
                throw DynamoDbException.InvalidParameter($"Missing the key {attribute.Name} in the item");
        }

        return Read(item);
    }

    /// <summary>The key that a request names an item by.</summary>
    /// <exception cref="DynamoDbException">It has other attributes than the table's key, or an empty or too long one.</exception>
    public ItemKey OfRequest(MapValue key)
    {
        if (key.Members.Count != Attributes.Count() || Attributes.Any(attribute => key.Find(attribute.Name) is null))
            throw Mismatch();
        return Read(key);
    }

    /// <summary>The key that a page begins after.</summary>
    /// <exception cref="DynamoDbException">It is not a key of the table.</exception>
    public ItemKey OfStart(MapValue key)
    {
        if (key.Members.Count != Attributes.Count()
            || Attributes.Any(attribute => key.Find(attribute.Name)?.Type != attribute.Type))
            throw DynamoDbException.Validation("The provided starting key is invalid: The provided key element does not match the schema");
        return Read(key);
    }

    /// <summary>The types of a key read by <see cref="OfItem"/>.</summary>
    public void RequireItemTypes(ItemKey key)
    {
        RequireItemType(hash, key.Hash);
        if (range is not null)
            RequireItemType(range, key.Range!);
    }

    /// <summary>The types of a key read by <see cref="OfRequest"/>.</summary>
    public void RequireRequestTypes(ItemKey key)
    {
        if (key.Hash.Type != hash.Type || key.Range?.Type != range?.Type)
            throw Mismatch();
    }

    /// <summary>The key's attributes of an item.</summary>
    public MapValue Project(MapValue item) =>
        new(MapValue.Empty.Members.AddRange(Attributes.Select(key => KeyValuePair.Create(key.Name, item.Members[key.Name]))));

    /// <summary>A key's value may not be empty.</summary>
    public static void RequireNotEmpty(string name, AttributeValue value)
    {
        var kind = value switch
        {
            StringValue { Size: 0 } => "string",
            BinaryValue { Size: 0 } => "binary",
            _ => null,
        };
        if (kind is not null)
            throw DynamoDbException.Validation(
                $"One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty {kind} value. Key: {name}");
    }

    private static DynamoDbException Mismatch() => DynamoDbException.Validation("The provided key element does not match the schema");

    private static void RequireItemType(KeyAttribute attribute, AttributeValue value)
    {
        if (value.Type != attribute.Type)
            throw DynamoDbException.InvalidParameter(
                $"Type mismatch for key {attribute.Name} expected: {attribute.Type} actual: {value.Type}");
    }

    private ItemKey Read(MapValue source)
    {
        var key = new ItemKey(source.Members[hash.Name], range is null ? null : source.Members[range.Name]);
        RequireNotEmpty(hash.Name, key.Hash);
        if (key.Hash.Size > MaximumHashSize)
            throw DynamoDbException.InvalidParameter($"Size of hashkey has exceeded the maximum size limit of{MaximumHashSize} bytes");
        if (range is not null)
        {
            RequireNotEmpty(range.Name, key.Range!);
            if (key.Range!.Size > MaximumRangeSize)
                throw DynamoDbException.InvalidParameter(
                    $"Aggregated size of all range keys has exceeded the size limit of {MaximumRangeSize} bytes");
        }

        return key;
    }
}
