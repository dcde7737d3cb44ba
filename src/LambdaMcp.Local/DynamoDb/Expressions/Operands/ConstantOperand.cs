using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Operands;

/// <summary>A value of the request.</summary>
internal sealed record ConstantOperand(AttributeValue Value) : Operand
{
    public override AttributeType? KnownType => Value.Type;

    public override AttributeValue? Evaluate(MapValue item) => Value;
}
