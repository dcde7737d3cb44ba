using LambdaMcp.Local.DynamoDb.Expressions.Updates;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Operands;

/// <summary><c>if_not_exists</c>: what is at the path, or else another operand.</summary>
internal sealed record IfNotExistsOperand(DocumentPath Path, Operand Otherwise) : Operand
{
    public override AttributeValue? Evaluate(MapValue item)
    {
        // AWS refuses a missing alternative even when it does not come to that.
        var otherwise = Otherwise.Require(item);
        return Path.Resolve(item) ?? otherwise;
    }
}
