using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Conditions;

/// <summary><c>begins_with</c>, for strings and binaries.</summary>
internal sealed record BeginsWithCondition(Operand Value, Operand Prefix) : Condition("begins_with", [Value, Prefix])
{
    public override bool Holds(MapValue item) => (Value.Evaluate(item), Prefix.Evaluate(item)) switch
    {
        (StringValue value, StringValue prefix) => value.Text.StartsWith(prefix.Text, StringComparison.Ordinal),
        (BinaryValue value, BinaryValue prefix) => value.Bytes.Span.StartsWith(prefix.Bytes.Span),
        _ => false,
    };
}
