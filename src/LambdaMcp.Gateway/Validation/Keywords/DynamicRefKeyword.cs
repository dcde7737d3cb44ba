using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>$dynamicRef</c> to a <c>$dynamicAnchor</c>; to anything else it is a <c>$ref</c>.</summary>
internal sealed class DynamicRefKeyword(string anchor, SchemaNode initial) : Keyword
{
    public static Keyword? Read(SchemaReader reader)
    {
        if (reader.Reference("$dynamicRef") is not { } reference)
            return null;
        return reference.Anchor is { } anchor && reference.Node.Resource.DynamicAnchors.ContainsKey(anchor)
            ? new DynamicRefKeyword(anchor, reference.Node)
            : new RefKeyword(reference.Node);
    }

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen) =>
        evaluation.Apply(evaluation.ResolveDynamic(anchor, initial), value, seen);
}
