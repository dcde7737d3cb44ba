using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>required</c>.</summary>
internal sealed class RequiredKeyword(NameTable names, string path) : Keyword
{
    public static Keyword? Read(SchemaReader reader) =>
        reader.Find("required") is { } value && reader.Names("required", value) is { Count: > 0 } names
            ? new RequiredKeyword(new NameTable(names), reader.PathOf("required"))
            : null;

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        Span<ulong> present = stackalloc ulong[PresentNames.InlineWords];
        if (names.Count > PresentNames.InlineNames)
            present = new ulong[PresentNames.Words(names.Count)];
        if (PresentNames.Mark(names, value, present) == names.Count)
            return true;
        if (evaluation.Quiet)
            return false;
        for (var i = 0; i < names.Count; i++)
        {
            if (!PresentNames.Has(present, i))
                evaluation.Report("required", path, "is required", names.Names[i]);
        }

        return false;
    }
}
