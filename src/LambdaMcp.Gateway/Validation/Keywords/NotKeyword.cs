using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>not</c>.</summary>
internal sealed class NotKeyword(SchemaNode schema, string path) : Keyword
{
    public override IEnumerable<SchemaNode> InPlace => [schema];

    public static Keyword? Read(SchemaReader reader) =>
        reader.Schema("not") is { } schema ? new NotKeyword(schema, reader.PathOf("not")) : null;

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (!evaluation.Probe(schema, value, null))
            return true;
        if (!evaluation.Quiet)
            evaluation.Report("not", path, $"must not fit {Forbidden()}, but is {ValuePreview.Describe(value)}");
        return false;
    }

    private string Forbidden()
    {
        const int longest = 120;
        return schema.Element.GetRawText() is { Length: <= longest } text ? $"the schema {text}" : "the schema of \"not\"";
    }
}
