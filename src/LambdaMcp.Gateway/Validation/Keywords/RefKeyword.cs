using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>$ref</c>.</summary>
internal sealed class RefKeyword(SchemaNode target) : Keyword
{
    public override IEnumerable<SchemaNode> InPlace => [target];

    public static Keyword? Read(SchemaReader reader) => reader.Reference("$ref") is { } reference ? new RefKeyword(reference.Node) : null;

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen) => evaluation.Apply(target, value, seen);
}
