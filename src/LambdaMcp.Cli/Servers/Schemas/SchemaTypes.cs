using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Servers.Schemas;

/// <summary>The types that a schema's values may have.</summary>
internal static class SchemaTypes
{
    private static readonly string[] Known = ["string", "number", "object", "array", "boolean", "integer"];

    /// <summary>The types without null, as they come; none where a value may be anything. Whole numbers are numbers too.</summary>
    public static IReadOnlyList<string> Of(JsonObject schema)
    {
        var types = (Named(schema) ?? Implied(schema)).Where(Known.Contains).Distinct().ToList();
        return types.Contains("number") ? [.. types.Where(type => type != "integer")] : types;
    }

    /// <summary>Whether null is all that it takes.</summary>
    public static bool IsNull(JsonObject schema) => schema["type"] is JsonValue type ? type.ToString() == "null" : schema.ContainsKey("const") && schema["const"] is null;

    /// <summary>Whether it takes nothing.</summary>
    public static bool IsFalse(JsonNode? schema) => schema is JsonValue value && value.GetValueKind() == JsonValueKind.False;

    private static IEnumerable<string>? Named(JsonObject schema) => schema["type"] switch
    {
        JsonArray types => types.Select(type => type?.ToString() ?? ""),
        JsonValue type => [type.ToString()],
        _ => null,
    };

    private static IEnumerable<string> Implied(JsonObject schema)
    {
        if (schema["properties"] is JsonObject || schema["additionalProperties"] is JsonObject || schema["required"] is JsonArray)
            return ["object"];
        if (schema["items"] is JsonObject || schema["prefixItems"] is JsonArray)
            return ["array"];
        return (schema["enum"] as JsonArray ?? (schema.ContainsKey("const") ? [schema["const"]?.DeepClone()] : [])).Select(TypeOf);
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.AsValue().TryGetValue<long>(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        _ => "",
    };
}
