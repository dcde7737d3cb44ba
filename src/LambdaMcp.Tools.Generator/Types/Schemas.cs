using LambdaMcp.Tools.Generator.Json;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>Small pieces of JSON Schema.</summary>
internal static class Schemas
{
    public static JsonObject Of(string type) => new JsonObject().With("type", type);

    public static JsonObject Formatted(string format) => Of("string").With("format", format);

    public static JsonObject Array(JsonObject items) => Of("array").With("items", items);

    public static JsonObject Dictionary(JsonObject values) => Of("object").With("additionalProperties", values);

    /// <summary>The schema with a description, which takes the place of its type's.</summary>
    public static JsonObject Described(JsonObject schema, string? description) =>
        description is null ? schema : schema.Copy().With("description", description);

    /// <summary>The schema that admits null too.</summary>
    public static JsonObject OrNull(JsonObject schema)
    {
        if (schema.Has("$ref"))
            return new JsonObject().With("anyOf", new object[] { schema, Of("null") });
        var nullable = schema.Copy();
        if (schema["type"] is string type)
            nullable["type"] = new object[] { type, "null" };
        else if (schema["type"] is object[] types && !types.Contains("null"))
            nullable["type"] = types.Append("null").ToArray();
        if (schema["enum"] is object[] values)
            nullable["enum"] = values.Append(new RawJson("null")).ToArray();
        return nullable;
    }
}
