using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Updates;

/// <summary>ADD: a number to a number, a set to a set, either to nothing.</summary>
internal sealed record AddAction(DocumentPath Path, AttributeValue Value) : UpdateAction(Path)
{
    public override AttributeValue? Evaluate(MapValue item) => (Path.Resolve(item), Value) switch
    {
        (null, _) => Value,
        (NumberValue before, NumberValue added) => new NumberValue(before.Number + added.Number),
        (SetValue before, SetValue added) when before.Type == added.Type => before.Union(added),
        _ => throw UpdateErrors.WrongType(),
    };
}
