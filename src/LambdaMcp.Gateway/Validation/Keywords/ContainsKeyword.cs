using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
internal sealed class ContainsKeyword(SchemaNode schema, int least, int? most, SchemaReader reader) : Keyword
{
    private readonly string _path = reader.PathOf("contains");
    private readonly string _leastPath = reader.PathOf("minContains");
    private readonly string _mostPath = reader.PathOf("maxContains");
    private readonly bool _hasLeast = reader.Find("minContains") is not null;

    public static Keyword? Read(SchemaReader reader)
    {
        var least = reader.Count("minContains") ?? 1;
        var most = reader.Count("maxContains");
        return reader.Schema("contains") is { } schema ? new ContainsKeyword(schema, least, most, reader) : null;
    }

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return true;
        var count = 0;
        var position = -1;
        foreach (var item in value.EnumerateArray())
        {
            position++;
            if (!evaluation.ProbeItem(schema, item))
                continue;
            count++;
            seen?.Add(position);
            if (seen is null && count >= least && (most is null || count > most))
                break;
        }

        if (count >= least && count <= (most ?? int.MaxValue))
            return true;
        if (!evaluation.Quiet)
            Report(evaluation, value, count);
        return false;
    }

    private void Report(SchemaEvaluation evaluation, JsonElement value, int count)
    {
        if (count > most)
        {
            var limit = $"at most {most} items that fit the schema of \"contains\"";
            evaluation.Report("maxContains", _mostPath, $"must contain {limit}, but has {count} or more");
            return;
        }

        var rule = least == 1 ? "at least one item that fits" : $"at least {least} items that fit";
        var (keyword, path) = _hasLeast ? ("minContains", _leastPath) : ("contains", _path);
        evaluation.Report(keyword, path, $"must contain {rule} the schema of \"contains\", but {Found(evaluation, value, count)}");
    }

    private string Found(SchemaEvaluation evaluation, JsonElement value, int count)
    {
        if (count > 0)
            return $"has {count}";
        if (value.GetArrayLength() == 0)
            return "is empty";
        return evaluation.ExplainItem(schema, value[0], 0) is [var reason, ..] ? $"has none ({reason.Message})" : "has none";
    }
}
