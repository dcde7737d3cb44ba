using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Operands;

/// <summary>What the item has at a path.</summary>
internal sealed record PathOperand(DocumentPath Path) : Operand
{
    public override IEnumerable<string> Attributes => [Path.Attribute];

    public override AttributeValue? Evaluate(MapValue item) => Path.Resolve(item);
}
