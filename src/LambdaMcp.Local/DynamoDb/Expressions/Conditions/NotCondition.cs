using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Conditions;

internal sealed record NotCondition(Condition Inner) : Condition("NOT", [])
{
    public override IEnumerable<string> Attributes => Inner.Attributes;

    public override bool Holds(MapValue item) => !Inner.Holds(item);
}
