using System.Globalization;
using System.Text.Json;

namespace LambdaMcp.Gateway.Validation.Values;

/// <summary>Shows values in messages, shortened.</summary>
internal static class ValuePreview
{
    private const int Longest = 60;

    /// <summary>The value as JSON, or what it consists of when it is long.</summary>
    public static string Of(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var properties = value.GetPropertyCount();
                return properties == 0 ? "{}" : Counted(properties, "an object with {0} property", "an object with {0} properties");
            case JsonValueKind.Array:
                return value.GetArrayLength() == 0 ? "[]" : Counted(value.GetArrayLength(), "an array of {0} item", "an array of {0} items");
            case JsonValueKind.String:
                return Quote(JsonText.OfString(value)!);
            default:
                return Shorten(value.GetRawText());
        }
    }

    /// <summary>Type and value, such as <c>a string ("12")</c>.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "missing",
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => $"a number ({Of(value)})",
        JsonValueKind.String => $"a string ({Of(value)})",
        JsonValueKind.Array when value.GetArrayLength() == 0 => "an empty array",
        JsonValueKind.Object when value.GetPropertyCount() == 0 => "an empty object",
        _ => Of(value),
    };

    public static string Quote(string text) => $"\"{Shorten(text)}\"";

    /// <summary>A list for a message: the first ten, and how many more there are.</summary>
    public static string List(IReadOnlyCollection<string> items)
    {
        const int most = 10;
        var shown = string.Join(", ", items.Take(most));
        return items.Count > most ? $"{shown} and {items.Count - most} more" : shown;
    }

    public static string Counted(int count, string one, string many) =>
        string.Format(CultureInfo.InvariantCulture, count == 1 ? one : many, count);

    private static string Shorten(string text)
    {
        if (text.Length <= Longest)
            return text;
        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return text[..end] + "…";
    }
}
