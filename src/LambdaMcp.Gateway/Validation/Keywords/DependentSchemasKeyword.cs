using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>dependentSchemas</c>: some properties bring a schema with them.</summary>
internal sealed class DependentSchemasKeyword(NameTable names, SchemaNode[] schemas) : Keyword
{
    public override IEnumerable<SchemaNode> InPlace => schemas;

    public static Keyword? Read(SchemaReader reader) =>
        reader.SchemaMap("dependentSchemas") is { Count: > 0 } map
            ? new DependentSchemasKeyword(new NameTable([.. map.Select(x => x.Name)]), [.. map.Select(x => x.Schema)])
            : null;

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        var valid = true;
        foreach (var property in value.EnumerateObject())
        {
            if (names.Find(property) is not (>= 0 and var name))
                continue;
            if (schemas[name].Constant is false)
            {
                valid = false;
                evaluation.Report("dependentSchemas", schemas[name].Path, "must not be present; remove it", names.Names[name]);
            }
            else
            {
                valid &= evaluation.Apply(schemas[name], value, seen);
            }

            if (!valid && (evaluation.Quiet || evaluation.Stopped))
                return false;
        }

        return valid;
    }
}
