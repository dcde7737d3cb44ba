using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Updates;

/// <summary>One change that an update makes.</summary>
/// <param name="Path">The place that it changes.</param>
internal abstract record UpdateAction(DocumentPath Path)
{
    /// <summary>What is at the path afterwards, from the item as it was before; null takes it away.</summary>
    public abstract AttributeValue? Evaluate(MapValue item);
}
