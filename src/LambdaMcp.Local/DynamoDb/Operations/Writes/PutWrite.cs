using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Writes;

/// <summary>Replaces the item, or makes it.</summary>
internal sealed class PutWrite(MapValue item) : ItemWrite
{
    public override int PayloadSize => item.ItemSize;

    /// <exception cref="DynamoDbException">No table could hold the item.</exception>
    public static void RequireStorable(MapValue item)
    {
        if (item.Members.ContainsKey(""))
            throw DynamoDbException.InvalidParameter("Empty attribute name");
        if (item.ItemSize > MaximumItemSize)
            throw DynamoDbException.Validation("Item size has exceeded the maximum allowed size");
    }

    protected override void RequireValid() => Table.Schema.RequireItemTypes(Key);

    protected override MapValue? Apply(MapValue? before) => item;
}
