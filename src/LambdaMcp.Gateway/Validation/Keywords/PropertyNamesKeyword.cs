using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>propertyNames</c>.</summary>
internal sealed class PropertyNamesKeyword(SchemaNode schema, string path) : Keyword
{
    public static Keyword? Read(SchemaReader reader) =>
        reader.Schema("propertyNames") is { Constant: not true } schema
            ? new PropertyNamesKeyword(schema, reader.PathOf("propertyNames"))
            : null;

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        var valid = true;
        foreach (var property in value.EnumerateObject())
        {
            var name = NameAsValue(property);
            if (evaluation.Probe(schema, name, null))
                continue;
            valid = false;
            if (evaluation.Quiet || evaluation.Stopped)
                break;
            var place = evaluation.InstancePath;
            var reasons = evaluation.Explain(schema, name).Select(x => Alternatives.Relative(x, place));
            var message = $"has a name that is not allowed: it {string.Join("; it ", reasons)}";
            evaluation.Report("propertyNames", path, message, JsonText.NameOf(property));
        }

        return valid;
    }

    // A name is no value of the document, so it becomes one of its own.
    private static JsonElement NameAsValue(JsonProperty property)
    {
        var raw = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8PropertyName(property);
        var quoted = new byte[raw.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        raw.CopyTo(quoted.AsSpan(1));
        using var document = JsonDocument.Parse(quoted);
        return document.RootElement.Clone();
    }
}
