using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>anyOf</c>.</summary>
internal sealed class AnyOfKeyword(SchemaNode[] schemas, string path) : Keyword
{
    public override IEnumerable<SchemaNode> InPlace => schemas;

    public static Keyword? Read(SchemaReader reader) =>
        reader.Schemas("anyOf") is { Length: > 0 } schemas ? new AnyOfKeyword(schemas, reader.PathOf("anyOf")) : null;

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        var any = false;
        foreach (var schema in schemas)
        {
            any |= evaluation.ProbeApart(schema, value, seen);
            if (any && seen is null)
                return true;
        }

        if (!any && !evaluation.Quiet)
            Alternatives.Report(evaluation, "anyOf", path, schemas, value);
        return any;
    }
}
