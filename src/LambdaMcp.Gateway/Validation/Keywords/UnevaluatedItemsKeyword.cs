using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>unevaluatedItems</c>.</summary>
internal sealed class UnevaluatedItemsKeyword(SchemaNode schema) : Keyword, IUnevaluatedKeyword
{
    public static Keyword? Read(SchemaReader reader) =>
        reader.Schema("unevaluatedItems") is { } schema ? new UnevaluatedItemsKeyword(schema) : null;

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != JsonValueKind.Array || seen is null)
            return true;
        var valid = true;
        var position = -1;
        foreach (var item in value.EnumerateArray())
        {
            if (seen.Contains(++position))
                continue;
            valid &= evaluation.ApplyToItem(schema, item, position);
            if (!valid && (evaluation.Quiet || evaluation.Stopped))
                return false;
        }

        seen.AddAll();
        return valid;
    }
}
