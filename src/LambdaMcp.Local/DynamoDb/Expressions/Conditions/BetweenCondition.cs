using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Conditions;

/// <summary>BETWEEN: both bounds are included.</summary>
internal sealed record BetweenCondition(Operand Value, Operand Lower, Operand Upper) : Condition("BETWEEN", [Value, Lower, Upper])
{
    public override bool Holds(MapValue item) =>
        new ComparisonCondition(">=", Value, Lower).Holds(item) && new ComparisonCondition("<=", Value, Upper).Holds(item);
}
