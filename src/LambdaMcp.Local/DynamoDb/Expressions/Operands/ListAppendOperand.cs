using LambdaMcp.Local.DynamoDb.Expressions.Updates;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Operands;

/// <summary><c>list_append</c>: one list after the other.</summary>
internal sealed record ListAppendOperand(Operand First, Operand Second) : Operand
{
    public override AttributeType? KnownType => AttributeType.L;

    public override AttributeValue? Evaluate(MapValue item)
    {
        var first = First.Require<ListValue>(item);
        var second = Second.Require<ListValue>(item);
        return new ListValue(first.Elements.AddRange(second.Elements));
    }
}
