using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>oneOf</c>.</summary>
internal sealed class OneOfKeyword(SchemaNode[] schemas, string path) : Keyword
{
    public override IEnumerable<SchemaNode> InPlace => schemas;

    public static Keyword? Read(SchemaReader reader) =>
        reader.Schemas("oneOf") is { Length: > 0 } schemas ? new OneOfKeyword(schemas, reader.PathOf("oneOf")) : null;

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        var match = -1;
        for (var i = 0; i < schemas.Length; i++)
        {
            if (!evaluation.ProbeApart(schemas[i], value, seen))
                continue;
            if (match >= 0)
            {
                if (!evaluation.Quiet)
                {
                    var fits = $"alternative {match + 1} and alternative {i + 1}";
                    evaluation.Report("oneOf", path, $"must fit exactly one of the {schemas.Length} alternatives, but fits {fits}");
                }

                return false;
            }

            match = i;
        }

        if (match < 0 && !evaluation.Quiet)
            Alternatives.Report(evaluation, "oneOf", path, schemas, value);
        return match >= 0;
    }
}
