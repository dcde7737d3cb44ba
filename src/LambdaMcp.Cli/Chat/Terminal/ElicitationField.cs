using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Output;
using ModelContextProtocol;
using Schema = ModelContextProtocol.Protocol.ElicitRequestParams.PrimitiveSchemaDefinition;

namespace LambdaMcp.Cli.Chat.Terminal;

/// <summary>One field of what a tool asks, by the schema of its value.</summary>
internal static class ElicitationField
{
    private const int LongestLine = 300;

    public static string Prompt(string name, Schema schema, bool isRequired)
    {
        var json = Json(schema);
        var hints = new List<string>();
        if (Choices(json) is { Count: > 0 } choices)
            hints.Add(string.Join(" | ", choices.Select(choice => choice.Title is { } title ? $"{choice.Value} ({title})" : choice.Value)));
        if (Type(json) is var type and not "string")
            hints.Add(type switch { "boolean" => "yes/no", "array" => "separate by commas", _ => type });
        if (Default(schema) is { } standard)
            hints.Add($"default: {standard.ValueKind switch { JsonValueKind.String => standard.GetString(), JsonValueKind.True => "yes", JsonValueKind.False => "no", _ => standard.GetRawText() }}");
        if (!isRequired)
            hints.Add("optional");
        var title = schema.Description is { } description ? $"{schema.Title ?? name}: {description}" : schema.Title ?? name;
        var hint = hints.Count == 0 ? "" : $" [{string.Join("; ", hints)}]";
        return $"{SafeText.Line(title + hint, LongestLine)} > ";
    }

    public static JsonElement? Default(Schema schema) => Json(schema)["default"] is { } value ? Element(value) : null;

    /// <summary>The value that was typed.</summary>
    /// <returns>Null when it is none.</returns>
    public static JsonElement? Parse(Schema schema, string line)
    {
        var json = Json(schema);
        var choices = Choices(json);
        switch (Type(json))
        {
            case "boolean":
                return line.ToLowerInvariant() switch
                {
                    "y" or "yes" or "true" => Element(true),
                    "n" or "no" or "false" => Element(false),
                    _ => null,
                };
            case "integer":
                return long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && IsWithin(json, whole) ? Element(whole) : null;
            case "number":
                return double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && IsWithin(json, number)
                    ? Element(number)
                    : null;
            case "array":
                var parts = line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => Choose(choices, part)).ToArray();
                return parts.Contains(null) || !IsWithin(json, parts.Length, "minItems", "maxItems") ? null : Element(new JsonArray([.. parts.Select(part => (JsonNode)part!)]));
            default:
                return Choose(choices, line) is { } text && IsWithin(json, text.Length, "minLength", "maxLength") ? Element(text) : null;
        }
    }

    private static bool IsWithin(JsonObject schema, double value, string least = "minimum", string most = "maximum") =>
        !(schema[least]?.GetValue<double>() > value) && !(schema[most]?.GetValue<double>() < value);

    private static string? Choose(List<(string Value, string? Title)> choices, string typed) =>
        choices.Count == 0 ? typed : choices.FirstOrDefault(choice => choice.Value == typed || choice.Title == typed).Value;

    private static List<(string Value, string? Title)> Choices(JsonObject schema)
    {
        var source = schema["items"] as JsonObject ?? schema;
        if (source["enum"] is JsonArray values)
        {
            var titles = source["enumNames"] as JsonArray;
            return [.. values.Select((value, index) => (Text(value), index < titles?.Count ? Text(titles[index]) : null))];
        }

        return [.. ((source["oneOf"] ?? source["anyOf"]) as JsonArray ?? []).OfType<JsonObject>().Select(choice => (Text(choice["const"]), (string?)Text(choice["title"])))];
    }

    private static string Type(JsonObject schema) => Text(schema["type"]);

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : node?.ToJsonString() ?? "";

    private static JsonObject Json(Schema schema) =>
        (JsonObject)JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(schema, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(Schema))))!;

    private static JsonElement Element(JsonNode node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }
}
