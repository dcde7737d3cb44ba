using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Conditions;

/// <summary>Something in an expression that holds for an item or does not.</summary>
/// <param name="Operator">The operator or function as it is written.</param>
/// <param name="Operands">What it compares; empty for AND, OR and NOT.</param>
internal abstract record Condition(string Operator, IReadOnlyList<Operand> Operands)
{
    /// <summary>The attributes of the item that the condition looks at.</summary>
    public virtual IEnumerable<string> Attributes => Operands.SelectMany(static operand => operand.Attributes);

    public abstract bool Holds(MapValue item);
}
