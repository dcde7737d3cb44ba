using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>if</c>, <c>then</c> and <c>else</c>.</summary>
internal sealed class IfKeyword(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : Keyword
{
    public override IEnumerable<SchemaNode> InPlace => new[] { condition, then, otherwise }.OfType<SchemaNode>();

    public static Keyword? Read(SchemaReader reader)
    {
        var (then, otherwise) = (reader.Schema("then"), reader.Schema("else"));
        return reader.Schema("if") is { } condition ? new IfKeyword(condition, then, otherwise) : null;
    }

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (seen is null && then is null && otherwise is null)
            return true;
        var next = evaluation.ProbeApart(condition, value, seen) ? then : otherwise;
        return next is null || evaluation.Apply(next, value, seen);
    }
}
