using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>allOf</c>.</summary>
internal sealed class AllOfKeyword(SchemaNode[] schemas) : Keyword
{
    public override IEnumerable<SchemaNode> InPlace => schemas;

    public static Keyword? Read(SchemaReader reader) =>
        reader.Schemas("allOf") is { Length: > 0 } schemas ? new AllOfKeyword(schemas) : null;

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        var valid = true;
        foreach (var schema in schemas)
        {
            valid &= evaluation.Apply(schema, value, seen);
            if (!valid && (evaluation.Quiet || evaluation.Stopped))
                return false;
        }

        return valid;
    }
}
