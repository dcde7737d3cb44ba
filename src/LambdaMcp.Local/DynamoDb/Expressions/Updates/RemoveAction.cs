using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Updates;

internal sealed record RemoveAction(DocumentPath Path) : UpdateAction(Path)
{
    public override AttributeValue? Evaluate(MapValue item) => null;
}
