using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>prefixItems</c> and <c>items</c>, in one pass over the array.</summary>
internal sealed class ItemsKeyword(SchemaNode[] prefix, SchemaNode? rest) : Keyword
{
    public static Keyword? Read(SchemaReader reader)
    {
        var prefix = reader.Schemas("prefixItems") ?? [];
        var rest = reader.Schema("items");
        return prefix.Length == 0 && rest is null ? null : new ItemsKeyword(prefix, rest);
    }

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return true;
        if (rest is { Constant: false } && value.GetArrayLength() > prefix.Length)
        {
            if (!evaluation.Quiet)
            {
                var most = ValuePreview.Counted(prefix.Length, "{0} item", "{0} items");
                evaluation.Report("items", rest.Path, $"must have at most {most}, but has {value.GetArrayLength()}");
            }

            return false;
        }

        var valid = true;
        var position = 0;
        foreach (var item in value.EnumerateArray())
        {
            if ((position < prefix.Length ? prefix[position] : rest) is not { } schema)
                break;
            valid &= evaluation.ApplyToItem(schema, item, position);
            if (!valid && (evaluation.Quiet || evaluation.Stopped))
                return false;
            seen?.Add(position);
            position++;
        }

        return valid;
    }
}
