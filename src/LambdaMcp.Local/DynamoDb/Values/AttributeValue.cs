namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>A value of an attribute; immutable, equal by content.</summary>
/// <param name="Type">The value's data type.</param>
internal abstract record AttributeValue(AttributeType Type)
{
    /// <summary>The value's share of the item's size in bytes, by DynamoDB's rule, without the attribute's name.</summary>
    public abstract int Size { get; }
}
