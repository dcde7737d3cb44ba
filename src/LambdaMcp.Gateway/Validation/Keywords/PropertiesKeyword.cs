using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Patterns;
using LambdaMcp.Gateway.Validation.References;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>properties</c>, <c>patternProperties</c> and <c>additionalProperties</c>, in one pass over the object.</summary>
internal sealed class PropertiesKeyword(
    NameTable names, SchemaNode[] schemas, (SchemaPattern Pattern, SchemaNode Schema)[] patterns, SchemaNode? additional) : Keyword
{
    public static Keyword? Read(SchemaReader reader)
    {
        var properties = reader.SchemaMap("properties");
        var patterns = new List<(SchemaPattern, SchemaNode)>();
        foreach (var (source, schema) in reader.SchemaMap("patternProperties"))
        {
            if (reader.Pattern(JsonPointer.Append("patternProperties", source), source) is { } pattern)
                patterns.Add((pattern, schema));
        }

        var additional = reader.Schema("additionalProperties");
        return properties.Count == 0 && patterns.Count == 0 && additional is null
            ? null
            : new PropertiesKeyword(
                new NameTable([.. properties.Select(x => x.Name)]), [.. properties.Select(x => x.Schema)], [.. patterns], additional);
    }

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        var valid = true;
        var position = -1;
        foreach (var property in value.EnumerateObject())
        {
            position++;
            var known = false;
            if (names.Find(property) is >= 0 and var name)
            {
                known = true;
                valid &= Apply(evaluation, "properties", schemas[name], property);
            }

            foreach (var (pattern, schema) in patterns)
            {
                if (!pattern.Matches(JsonMarshal.GetRawUtf8PropertyName(property), evaluation, "patternProperties", schema.Path))
                    continue;
                known = true;
                valid &= Apply(evaluation, "patternProperties", schema, property);
            }

            if (!known && additional is not null)
            {
                known = true;
                valid &= ApplyAdditional(evaluation, property);
            }

            if (known)
                seen?.Add(position);
            if (!valid && (evaluation.Quiet || evaluation.Stopped))
                return false;
        }

        return valid;
    }

    private static bool Apply(SchemaEvaluation evaluation, string keyword, SchemaNode schema, JsonProperty property)
    {
        if (schema.Constant is not false)
            return evaluation.ApplyToProperty(schema, property);
        if (!evaluation.Quiet)
            evaluation.Report(keyword, schema.Path, "must not be present; remove it", JsonText.NameOf(property));
        return false;
    }

    private bool ApplyAdditional(SchemaEvaluation evaluation, JsonProperty property)
    {
        if (additional!.Constant is not false)
            return evaluation.ApplyToProperty(additional, property);
        if (!evaluation.Quiet)
        {
            var name = JsonText.NameOf(property);
            evaluation.Report("additionalProperties", additional.Path, ExplainUnknown(name), name);
        }

        return false;
    }

    private string ExplainUnknown(string name)
    {
        if (NearestName.Of(name, names.Names) is { } near)
            return $"is not a known property; did you mean {ValuePreview.Quote(near)}?";
        if (names.Count == 0)
            return "is not a known property; remove it";
        return $"is not a known property; known are {ValuePreview.List([.. names.Names.Select(ValuePreview.Quote)])}";
    }
}
