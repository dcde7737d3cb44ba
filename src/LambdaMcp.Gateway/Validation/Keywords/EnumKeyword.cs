using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>enum</c>, and <c>const</c>, which is an <c>enum</c> of one.</summary>
internal sealed class EnumKeyword(string name, string path, JsonElement[] allowed) : Keyword
{
    private const int ComparedOneByOne = 8;

    private readonly HashSet<JsonElement>? _allowed =
        allowed.Length > ComparedOneByOne ? new HashSet<JsonElement>(allowed, JsonValueComparer.Instance) : null;

    public static Keyword? ReadEnum(SchemaReader reader)
    {
        if (reader.Find("enum", JsonValueKind.Array, "an array of values") is not { } value)
            return null;
        return new EnumKeyword("enum", reader.PathOf("enum"), [.. value.EnumerateArray()]);
    }

    public static Keyword? ReadConst(SchemaReader reader) =>
        reader.Find("const") is { } value ? new EnumKeyword("const", reader.PathOf("const"), [value]) : null;

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (_allowed is not null ? _allowed.Contains(value) : IsAmong(value))
            return true;
        if (!evaluation.Quiet)
            evaluation.Report(name, path, Explain(value));
        return false;
    }

    private bool IsAmong(JsonElement value)
    {
        foreach (var candidate in allowed)
        {
            if (JsonValueComparer.Instance.Equals(candidate, value))
                return true;
        }

        return false;
    }

    private string Explain(JsonElement value)
    {
        var choices = ValuePreview.List([.. allowed.Select(Show)]);
        var rule = allowed.Length == 1 ? $"must be {choices}" : $"must be one of {choices}";
        if (JsonText.OfString(value) is { } text)
        {
            if (NearestName.Of(text, allowed.Select(JsonText.OfString).OfType<string>()) is { } near)
                return $"{rule}, but is {ValuePreview.Quote(text)}; did you mean {ValuePreview.Quote(near)}?";
            if (allowed.Any(x => x.ValueKind is not JsonValueKind.String && x.GetRawText() == text))
                return $"{rule}, but is {ValuePreview.Describe(value)}; did you mean {text}, without quotation marks?";
        }

        return $"{rule}, but is {ValuePreview.Describe(value)}";
    }

    private static string Show(JsonElement value)
    {
        const int longest = 80;
        return value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && value.GetRawText() is { Length: <= longest } text
            ? text
            : ValuePreview.Of(value);
    }
}
