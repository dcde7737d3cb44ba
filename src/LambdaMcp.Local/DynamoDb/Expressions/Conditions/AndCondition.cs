using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Conditions;

internal sealed record AndCondition(Condition Left, Condition Right) : Condition("AND", [])
{
    public override IEnumerable<string> Attributes => Left.Attributes.Concat(Right.Attributes);

    public override bool Holds(MapValue item) => Left.Holds(item) && Right.Holds(item);
}
