using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Servers.Schemas;

/// <summary>Makes one schema of several.</summary>
internal static class SchemaMerge
{
    /// <summary>The names of an object's required properties.</summary>
    public static IEnumerable<string> Required(JsonObject schema) => (schema["required"] as JsonArray ?? []).Select(name => name?.ToString() ?? "");

    /// <summary>A schema over which another stands, whose members count more.</summary>
    /// <param name="schema">The one below.</param>
    /// <param name="other">The one above.</param>
    /// <param name="without">The member of it that is used up.</param>
    public static JsonObject Over(JsonObject schema, JsonObject other, string without)
    {
        var merged = (JsonObject)schema.DeepClone();
        foreach (var (name, value) in other.Where(member => member.Key != without))
            merged[name] = value?.DeepClone();
        return merged;
    }

    /// <summary>What both say, of which the second counts more.</summary>
    public static JsonObject Both(JsonObject schema, JsonObject other)
    {
        var merged = Over(schema, other, "");
        Join(merged, [schema, other]);
        SetRequired(merged, Required(schema).Union(Required(other)));
        return merged;
    }

    /// <summary>A schema that chooses among several.</summary>
    /// <param name="schema">What holds for all of them.</param>
    /// <param name="parts">The alternatives, without null.</param>
    /// <param name="place">Where, for notes.</param>
    /// <param name="losses">Takes what is lost.</param>
    public static JsonObject Any(JsonObject schema, IReadOnlyList<JsonObject> parts, string place, SchemaLosses losses)
    {
        if (parts.Count == 0)
            return schema;
        if (parts.Count == 1)
            return Both(parts[0], schema);
        var types = parts.SelectMany(SchemaTypes.Of).Distinct().ToList();
        if (types.Count == 0)
            losses.Add(place, "what goes together");
        if (types is ["object"] or [] || (schema["properties"] is JsonObject && types.All(type => type == "object")))
            return AnyObject(schema, parts, place, losses, isTold: types.Count == 0);
        if (parts.All(part => part.ContainsKey("const") || part["enum"] is JsonArray))
            return Over(new JsonObject { ["enum"] = new JsonArray([.. parts.SelectMany(Values)]) }, schema, "");
        if (types.Count > 1 && !types.All(type => type is "integer" or "number"))
            return Both(First(parts, types, place, losses), schema);
        if (types is ["array"] && parts.Select(part => part["items"]?.ToJsonString()).Distinct().Count() > 1)
            losses.Add(place, "only the first kind of items");
        return Both(Over(parts[0], new JsonObject { ["type"] = types.Contains("number") ? "number" : types[0] }, ""), schema);
    }

    private static JsonObject First(IReadOnlyList<JsonObject> parts, List<string> types, string place, SchemaLosses losses)
    {
        losses.Add(place, $"only {types[0]} of {string.Join(", ", types)}");
        return parts.First(part => SchemaTypes.Of(part).Contains(types[0]));
    }

    // Of alternatives, only what all of them need is certain to be needed.
    private static JsonObject AnyObject(JsonObject schema, IReadOnlyList<JsonObject> parts, string place, SchemaLosses losses, bool isTold)
    {
        if (!isTold)
            losses.Add(place, "which properties go together");
        var merged = Over(schema, [], "");
        Join(merged, [schema, .. parts]);
        SetRequired(merged, parts.Select(Required).Aggregate((names, more) => names.Intersect(more)).Union(Required(schema)));
        return merged;
    }

    private static void Join(JsonObject merged, IEnumerable<JsonObject> schemas)
    {
        var properties = new JsonObject();
        foreach (var (name, value) in schemas.SelectMany(schema => schema["properties"] as JsonObject ?? []))
        {
            // A constant that tells alternatives apart is another one in each.
            properties[name] = properties[name] is JsonObject known && value is JsonObject other && known.ContainsKey("const") && other.ContainsKey("const")
                ? Over(other, new JsonObject { ["enum"] = new JsonArray([.. Values(known), .. Values(other)]) }, "")
                : value?.DeepClone();
        }

        if (properties.Count > 0)
            merged["properties"] = properties;
    }

    private static void SetRequired(JsonObject merged, IEnumerable<string> names)
    {
        merged.Remove("required");
        if (names.ToList() is { Count: > 0 } all)
            merged["required"] = new JsonArray([.. all.Select(name => (JsonNode)name)]);
    }

    private static IEnumerable<JsonNode?> Values(JsonObject schema) =>
        schema["enum"] is JsonArray values ? values.Select(value => value?.DeepClone()) : schema.ContainsKey("const") ? [schema["const"]?.DeepClone()] : [];
}
