using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>unevaluatedProperties</c>.</summary>
internal sealed class UnevaluatedPropertiesKeyword(SchemaNode schema, string path) : Keyword, IUnevaluatedKeyword
{
    public static Keyword? Read(SchemaReader reader) =>
        reader.Schema("unevaluatedProperties") is { } schema
            ? new UnevaluatedPropertiesKeyword(schema, reader.PathOf("unevaluatedProperties"))
            : null;

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != JsonValueKind.Object || seen is null)
            return true;
        var valid = true;
        var position = -1;
        foreach (var property in value.EnumerateObject())
        {
            if (seen.Contains(++position))
                continue;
            if (schema.Constant is false)
            {
                valid = false;
                if (!evaluation.Quiet)
                    evaluation.Report("unevaluatedProperties", path, "is not a known property here; remove it", JsonText.NameOf(property));
            }
            else
            {
                valid &= evaluation.ApplyToProperty(schema, property);
            }

            if (!valid && (evaluation.Quiet || evaluation.Stopped))
                return false;
        }

        seen.AddAll();
        return valid;
    }
}
