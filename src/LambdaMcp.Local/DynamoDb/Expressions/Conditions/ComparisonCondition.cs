using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Conditions;

/// <summary>One of the six comparators.</summary>
internal sealed record ComparisonCondition(string Operator, Operand Left, Operand Right) : Condition(Operator, [Left, Right])
{
    public override bool Holds(MapValue item)
    {
        var left = Left.Evaluate(item);
        var right = Right.Evaluate(item);
        if (left is null || right is null)
            return Operator == "<>";

        return Operator switch
        {
            "=" => left.Equals(right),
            "<>" => !left.Equals(right),
            _ => left.Type == right.Type && left.Type.IsOrdered() && IsInOrder(ScalarOrder.Instance.Compare(left, right)),
        };
    }

    private bool IsInOrder(int order) => Operator switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };
}
