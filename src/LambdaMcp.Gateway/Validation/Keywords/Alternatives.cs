using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary>Says why a value fits none of several schemas: each reason when they are few, else those of the closest schema.</summary>
internal static class Alternatives
{
    private const int MostListed = 4;
    private const int MostReasons = 3;

    public static void Report(SchemaEvaluation evaluation, string keyword, string path, SchemaNode[] schemas, JsonElement value)
    {
        var place = evaluation.InstancePath;
        var all = new List<IReadOnlyList<SchemaViolation>>(schemas.Length);
        foreach (var schema in schemas)
            all.Add(evaluation.Explain(schema, value));

        if (schemas.Length == 1)
        {
            evaluation.Report(keyword, path, $"does not fit: {Reasons(all[0], place)}");
            return;
        }

        if (schemas.Length <= MostListed && all.TrueForAll(x => x.Count == 1 && x[0].InstancePath == place))
        {
            evaluation.Report(keyword, path, string.Join(", or ", all.Select(x => Relative(x[0], place)).Distinct()));
            return;
        }

        var closest = all.IndexOf(all.MinBy(x => Distance(x, place))!);
        var why = $"the closest is alternative {closest + 1}, but {Reasons(all[closest], place)}";
        evaluation.Report(keyword, path, $"fits none of the {schemas.Length} alternatives; {why}");
    }

    // A wrong type or tag means that another alternative was meant; what is merely missing or malformed does not.
    private static int Distance(IReadOnlyList<SchemaViolation> violations, string place)
    {
        var distance = violations.Count == 0 ? int.MaxValue / 2 : 0;
        foreach (var violation in violations)
        {
            distance += violation.Keyword switch
            {
                "type" or "false" when violation.InstancePath == place => 10_000,
                "const" or "enum" => 100,
                _ => 1,
            };
        }

        return distance;
    }

    private static string Reasons(IReadOnlyList<SchemaViolation> violations, string place)
    {
        var shown = string.Join("; ", violations.Take(MostReasons).Select(x => Relative(x, place)));
        return violations.Count > MostReasons ? $"{shown}; and {violations.Count - MostReasons} more" : shown;
    }

    // Drops the path where it is that of the whole report.
    internal static string Relative(SchemaViolation violation, string place) =>
        violation.InstancePath == place
            ? violation.Message[(violation.Message.IndexOf(": ", place.Length, StringComparison.Ordinal) + 2)..]
            : violation.Message;
}
