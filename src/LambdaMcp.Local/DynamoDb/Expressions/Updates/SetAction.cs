using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Updates;

internal sealed record SetAction(DocumentPath Path, Operand Value) : UpdateAction(Path)
{
    public override AttributeValue? Evaluate(MapValue item) => Value.Require(item);
}
