using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Conditions;

/// <summary><c>attribute_exists</c> and <c>attribute_not_exists</c>.</summary>
internal sealed record ExistsCondition(string Operator, bool Exists, Operand Path) : Condition(Operator, [Path])
{
    public override bool Holds(MapValue item) => Path.Evaluate(item) is not null == Exists;
}
