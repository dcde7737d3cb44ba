using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Conditions;

/// <summary><c>contains</c>: part of a string or binary, element of a set or list.</summary>
internal sealed record ContainsCondition(Operand Value, Operand Element) : Condition("contains", [Value, Element])
{
    public override bool Holds(MapValue item) => (Value.Evaluate(item), Element.Evaluate(item)) switch
    {
        (_, null) => false,
        (StringValue value, StringValue part) => value.Text.Contains(part.Text, StringComparison.Ordinal),
        (BinaryValue value, BinaryValue part) => value.Bytes.Span.IndexOf(part.Bytes.Span) >= 0,
        (SetValue set, { } element) => set.Elements.Contains(element),
        (ListValue list, { } element) => list.Elements.Contains(element),
        _ => false,
    };
}
