using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Operands;

/// <summary>Something in an expression that has a value.</summary>
internal abstract record Operand
{
    /// <summary>The type, where it is known without an item.</summary>
    public virtual AttributeType? KnownType => null;

    /// <summary>The attributes of the item that the operand looks at.</summary>
    public virtual IEnumerable<string> Attributes => [];

    /// <summary>The value for an item; null where there is none.</summary>
    public abstract AttributeValue? Evaluate(MapValue item);
}
