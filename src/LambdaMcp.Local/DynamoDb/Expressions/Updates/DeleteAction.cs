using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Updates;

/// <summary>DELETE: elements from a set; the set goes with its last one.</summary>
internal sealed record DeleteAction(DocumentPath Path, SetValue Elements) : UpdateAction(Path)
{
    public override AttributeValue? Evaluate(MapValue item) => Path.Resolve(item) switch
    {
        null => null,
        SetValue before when before.Type == Elements.Type => before.Except(Elements),
        _ => throw UpdateErrors.WrongType(),
    };
}
