using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Generated;

/// <summary>
/// Reads arguments' JSON for generated code. What does not fit is an <see cref="InvalidArgumentException"/> with an empty place, to which the callers
/// add theirs.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonRead
{
    /// <summary>A boolean.</summary>
    public static bool Boolean(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("must be true or false", value),
    };

    /// <summary>A whole number in the range of its type; 1.0 and 1e2 are whole too, as in JSON Schema.</summary>
    public static T Integer<T>(JsonElement value)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (value.ValueKind != JsonValueKind.Number)
            throw Wrong("must be a whole number", value);
        var text = value.GetRawText();
        if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        var exact = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var round);
        if (exact && decimal.Truncate(round) != round)
            throw Wrong("must be a whole number", value);
        if (exact && T.CreateSaturating(round) is var near && decimal.CreateSaturating(near) == round)
            return near;
        throw Wrong(string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {T.MinValue} to {T.MaxValue}"), value);
    }

    /// <summary>A double.</summary>
    public static double Double(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw NoNumber(value);

    /// <summary>A float.</summary>
    public static float Single(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) && float.IsFinite(number) ? number : throw NoNumber(value);

    /// <summary>A half.</summary>
    public static Half Half(JsonElement value) => (Half)Single(value) is var number && System.Half.IsFinite(number) ? number : throw NoNumber(value);

    /// <summary>A decimal.</summary>
    public static decimal Decimal(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : throw NoNumber(value);

    /// <summary>A string.</summary>
    public static string String(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong("must be a string", value);

    /// <summary>One character.</summary>
    public static char Char(JsonElement value) => String(value) is [var only] ? only : throw Wrong("must be one character", value);

    /// <summary>A member of an enum.</summary>
    /// <param name="value">The JSON.</param>
    /// <param name="names">The members' names, as the schema has them.</param>
    /// <param name="members">The members, in the same order.</param>
    public static T Enum<T>(JsonElement value, string[] names, T[] members) =>
        Array.IndexOf(names, String(value)) is >= 0 and var at ? members[at] : throw Wrong($"must be one of {string.Join(", ", names)}", value);

    /// <summary>Null, or what <paramref name="read"/> reads.</summary>
    public static T? Nullable<T>(JsonElement value, Func<JsonElement, T> read)
        where T : class => value.ValueKind == JsonValueKind.Null ? null : read(value);

    /// <summary>Null, or what <paramref name="read"/> reads.</summary>
    public static T? NullableValue<T>(JsonElement value, Func<JsonElement, T> read)
        where T : struct => value.ValueKind == JsonValueKind.Null ? null : read(value);

    /// <summary>Any JSON, which outlives the call.</summary>
    public static JsonElement Any(JsonElement value) => value.Clone();

    /// <summary>Refuses what is no object.</summary>
    public static void Object(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Wrong("must be an object", value);
    }

    internal static InvalidArgumentException Wrong(string problem, JsonElement value)
    {
        const int Shown = 40;
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            return new("", $"{problem}, and is {(value.ValueKind == JsonValueKind.Object ? "an object" : "an array")}");
        var text = value.GetRawText();
        return new("", $"{problem}, and is {(text.Length > Shown ? $"{text.AsSpan(0, Shown)}…" : text)}");
    }

    private static InvalidArgumentException NoNumber(JsonElement value) =>
        Wrong(value.ValueKind == JsonValueKind.Number ? "is out of range" : "must be a number", value);
}
