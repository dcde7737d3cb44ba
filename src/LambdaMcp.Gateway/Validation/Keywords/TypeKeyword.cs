using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>type</c>.</summary>
internal sealed class TypeKeyword(JsonTypes types, string path) : Keyword
{
    private static readonly (string Name, JsonTypes Type, string Noun)[] Known =
    [
        ("null", JsonTypes.Null, "null"),
        ("boolean", JsonTypes.Boolean, "true or false"),
        ("integer", JsonTypes.Integer, "an integer"),
        ("number", JsonTypes.Number, "a number"),
        ("string", JsonTypes.String, "a string"),
        ("array", JsonTypes.Array, "an array"),
        ("object", JsonTypes.Object, "an object"),
    ];

    private static string KnownNames => string.Join(", ", Known.Select(x => ValuePreview.Quote(x.Name)));

    public static Keyword? Read(SchemaReader reader)
    {
        if (reader.Find("type") is not { } value)
            return null;
        var types = JsonTypes.None;
        var names = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value];
        foreach (var name in names)
        {
            var type = Known.FirstOrDefault(x => x.Name == JsonText.OfString(name)).Type;
            if (type == JsonTypes.None)
                reader.Fault("type", $"must be one of {KnownNames}, but is {ValuePreview.Describe(name)}");
            else if (types.HasFlag(type))
                reader.Fault("type", $"must not have {ValuePreview.Of(name)} twice");
            types |= type;
        }

        if (names.Length == 0)
            reader.Fault("type", "must have at least one type");
        return new TypeKeyword(types, reader.PathOf("type"));
    }

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (Fits(value))
            return true;
        if (!evaluation.Quiet)
        {
            var nouns = Known.Where(x => types.HasFlag(x.Type)).Select(x => x.Noun).ToArray();
            evaluation.Report("type", path, $"must be {string.Join(" or ", nouns)}, but is {ValuePreview.Describe(value)}");
        }

        return false;
    }

    private bool Fits(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => (types & JsonTypes.Null) != 0,
        JsonValueKind.True or JsonValueKind.False => (types & JsonTypes.Boolean) != 0,
        JsonValueKind.String => (types & JsonTypes.String) != 0,
        JsonValueKind.Array => (types & JsonTypes.Array) != 0,
        JsonValueKind.Object => (types & JsonTypes.Object) != 0,
        _ => (types & JsonTypes.Number) != 0 || ((types & JsonTypes.Integer) != 0 && new ExactNumber(value).IsInteger),
    };
}
