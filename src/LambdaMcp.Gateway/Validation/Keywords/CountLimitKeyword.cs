using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary>Limits on the length of strings, in code points, and on the number of items and of properties.</summary>
internal sealed class CountLimitKeyword(string name, string path, JsonValueKind kind, bool isMaximum, int limit) : Keyword
{
    public static IEnumerable<Keyword?> Read(SchemaReader reader) =>
    [
        Read(reader, "minLength", JsonValueKind.String, false),
        Read(reader, "maxLength", JsonValueKind.String, true),
        Read(reader, "minItems", JsonValueKind.Array, false),
        Read(reader, "maxItems", JsonValueKind.Array, true),
        Read(reader, "minProperties", JsonValueKind.Object, false),
        Read(reader, "maxProperties", JsonValueKind.Object, true),
    ];

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != kind)
            return true;
        var count = Measure(value);
        if (isMaximum ? count <= limit : count >= limit)
            return true;
        if (!evaluation.Quiet)
        {
            var rule = isMaximum ? "at most" : "at least";
            evaluation.Report(name, path, kind == JsonValueKind.String && limit == 1 && !isMaximum
                ? "must not be empty"
                : $"must have {rule} {Unit(limit)}, but has {count}");
        }

        return false;
    }

    private static CountLimitKeyword? Read(SchemaReader reader, string name, JsonValueKind kind, bool isMaximum) =>
        reader.Count(name) is { } limit ? new CountLimitKeyword(name, reader.PathOf(name), kind, isMaximum, limit) : null;

    private int Measure(JsonElement value) => kind switch
    {
        JsonValueKind.String => JsonText.CountCodePoints(JsonText.RawOf(value)),
        JsonValueKind.Array => value.GetArrayLength(),
        _ => value.GetPropertyCount(),
    };

    private string Unit(int count) => kind switch
    {
        JsonValueKind.String => ValuePreview.Counted(count, "{0} character", "{0} characters"),
        JsonValueKind.Array => ValuePreview.Counted(count, "{0} item", "{0} items"),
        _ => ValuePreview.Counted(count, "{0} property", "{0} properties"),
    };
}
