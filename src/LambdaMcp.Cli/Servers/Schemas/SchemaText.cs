using System.Text.Json.Nodes;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Servers.Schemas;

/// <summary>A schema's description, with what the gateway's subset has no member for: a model reads it there as well.</summary>
internal static class SchemaText
{
    private const int LongestList = 500;

    public static string Of(JsonObject schema)
    {
        var parts = new List<string> { Sentence((schema["description"]?.ToString() ?? "").Trim(), isAlone: !HasMore(schema)) };
        if (schema["enum"] is JsonArray { Count: > 0 } values)
            parts.Add(SafeText.Line($"One of: {string.Join(", ", values.Where(value => value is not null).Select(Json).Distinct())}.", LongestList));
        else if (schema["const"] is { } constant)
            parts.Add($"Always {Json(constant)}.");
        if (schema["format"] is JsonValue format)
            parts.Add($"Format: {format}.");
        if (schema["default"] is { } standard)
            parts.Add(SafeText.Line($"Default: {Json(standard)}.", LongestList));
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static bool HasMore(JsonObject schema) => schema["enum"] is JsonArray { Count: > 0 } || schema["const"] is not null || schema["format"] is not null || schema["default"] is not null;

    private static string Sentence(string text, bool isAlone) => isAlone || text.Length == 0 || char.IsPunctuation(text[^1]) && text[^1] is not (')' or ']' or '"') ? text : $"{text}.";

    private static string Json(JsonNode? value) => JsonText.Of(value, indented: false);
}
