using LambdaMcp.Local.DynamoDb.Expressions.Updates;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Operands;

/// <summary>A sum or a difference of two numbers.</summary>
internal sealed record ArithmeticOperand(bool Subtracts, Operand Left, Operand Right) : Operand
{
    public override AttributeType? KnownType => AttributeType.N;

    public override AttributeValue? Evaluate(MapValue item)
    {
        var left = Left.Require<NumberValue>(item).Number;
        var right = Right.Require<NumberValue>(item).Number;
        return new NumberValue(Subtracts ? left - right : left + right);
    }
}
