using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Conditions;

/// <summary><c>attribute_type</c>.</summary>
internal sealed record TypeCondition(Operand Value, AttributeType Type) : Condition("attribute_type", [Value])
{
    public override bool Holds(MapValue item) => Value.Evaluate(item)?.Type == Type;
}
