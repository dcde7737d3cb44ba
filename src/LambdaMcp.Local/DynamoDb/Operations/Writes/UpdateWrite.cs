using LambdaMcp.Local.DynamoDb.Expressions.Updates;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Writes;

/// <summary>Changes the item, or makes one of the key alone and changes that.</summary>
internal sealed class UpdateWrite(MapValue key, UpdateExpression update) : ItemWrite
{
    protected override void RequireValid()
    {
        base.RequireValid();
        if (update.Attributes.FirstOrDefault(Table.Schema.Contains) is { } attribute)
            throw DynamoDbException.InvalidParameter($"Cannot update attribute {attribute}. This attribute is part of the key");
    }

    protected override MapValue? Apply(MapValue? before)
    {
        var after = update.Apply(before ?? key);
        return after.ItemSize <= MaximumItemSize
            ? after
            : throw DynamoDbException.Validation("Item size to update has exceeded the maximum allowed size");
    }
}
