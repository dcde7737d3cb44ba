using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Conditions;

/// <summary>IN: the first operand equals one of the others.</summary>
internal sealed record InCondition(IReadOnlyList<Operand> Operands) : Condition("IN", Operands)
{
    public override bool Holds(MapValue item) =>
        Operands[0].Evaluate(item) is { } value && Operands.Skip(1).Any(candidate => value.Equals(candidate.Evaluate(item)));
}
