using System.Text.Json;

namespace LambdaMcp.Cli.Tools;

/// <summary>What a JSON Schema says of arguments, as far as a command line needs it.</summary>
internal static class SchemaView
{
    private const int Deepest = 8;

    /// <summary>The arguments of a tool, those that it needs first.</summary>
    public static IReadOnlyList<(string Name, JsonElement Schema, bool IsRequired)> Arguments(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return [];
        var required = schema.TryGetProperty("required", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!).ToHashSet()
            : [];
        return [.. properties.EnumerateObject().Select(property => (property.Name, Resolve(schema, property.Value), required.Contains(property.Name)))
            .OrderByDescending(argument => argument.Item3)];
    }

    /// <summary>The schema of one argument; null when the tool's schema does not name it.</summary>
    public static JsonElement? Argument(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty(name, out var argument)
                ? Resolve(schema, argument)
                : null;

    /// <summary>The types that a value may have; none when anything goes.</summary>
    public static IReadOnlyList<string> Types(JsonElement root, JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return [];
        if (schema.TryGetProperty("type", out var type))
        {
            return type.ValueKind == JsonValueKind.Array
                ? [.. type.EnumerateArray().Select(entry => entry.GetString()!)]
                : [type.GetString()!];
        }

        foreach (var keyword in (string[])["anyOf", "oneOf"])
        {
            if (schema.TryGetProperty(keyword, out var choices) && choices.ValueKind == JsonValueKind.Array)
                return [.. choices.EnumerateArray().SelectMany(choice => Types(root, Resolve(root, choice))).Distinct()];
        }

        var values = schema.TryGetProperty("enum", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().ToList()
            : schema.TryGetProperty("const", out var constant) ? [constant] : [];
        return [.. values.Select(TypeOf).Distinct()];
    }

    /// <summary>Follows references within the tool's schema.</summary>
    public static JsonElement Resolve(JsonElement root, JsonElement schema)
    {
        for (var depth = 0; depth < Deepest && schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference); depth++)
        {
            var target = root;
            foreach (var part in (reference.GetString() ?? "").TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                if (target.ValueKind != JsonValueKind.Object
                    || !target.TryGetProperty(Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out target))
                    return schema;
            }

            schema = target;
        }

        return schema;
    }

    /// <summary>A text member; null when there is none.</summary>
    public static string? Text(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "null",
    };
}
