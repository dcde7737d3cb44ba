using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Patterns;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>pattern</c>.</summary>
internal sealed class PatternKeyword(SchemaPattern pattern, string path) : Keyword
{
    public static Keyword? Read(SchemaReader reader) =>
        reader.Text("pattern") is { } source && reader.Pattern("pattern", source) is { } pattern
            ? new PatternKeyword(pattern, reader.PathOf("pattern"))
            : null;

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != JsonValueKind.String || pattern.Matches(value, evaluation, "pattern", path))
            return true;
        if (!evaluation.Quiet)
            evaluation.Report("pattern", path, $"must match the pattern {pattern.Source}, but is {ValuePreview.Of(value)}");
        return false;
    }
}
