using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.References;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>dependentRequired</c>: some properties ask for others.</summary>
internal sealed class DependentRequiredKeyword(NameTable names, (int Property, int[] Needed)[] rules, string path) : Keyword
{
    public static Keyword? Read(SchemaReader reader)
    {
        const string keyword = "dependentRequired";
        if (reader.Find(keyword, JsonValueKind.Object, "an object of arrays of property names") is not { } value)
            return null;
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        var rules = new List<(int, int[])>();
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonText.NameOf(member);
            if (reader.Names(JsonPointer.Append(keyword, name), member.Value) is { } needed)
                rules.Add((PositionOf(name), [.. needed.Select(PositionOf)]));
        }

        return new DependentRequiredKeyword(new NameTable([.. positions.Keys]), [.. rules], reader.PathOf(keyword));

        int PositionOf(string name)
        {
            if (!positions.TryGetValue(name, out var position))
                positions[name] = position = positions.Count;
            return position;
        }
    }

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        Span<ulong> present = stackalloc ulong[PresentNames.InlineWords];
        if (names.Count > PresentNames.InlineNames)
            present = new ulong[PresentNames.Words(names.Count)];
        PresentNames.Mark(names, value, present);
        var valid = true;
        foreach (var (property, needed) in rules)
        {
            if (!PresentNames.Has(present, property))
                continue;
            foreach (var other in needed)
            {
                if (PresentNames.Has(present, other))
                    continue;
                valid = false;
                if (evaluation.Quiet)
                    return false;
                var cause = ValuePreview.Quote(names.Names[property]);
                evaluation.Report("dependentRequired", path, $"is required because {cause} is there", names.Names[other]);
            }
        }

        return valid;
    }
}
