using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Management.Schemas;

/// <summary>Makes a value that a schema most likely allows; whoever wants to be sure validates it.</summary>
internal sealed class ExampleValue
{
    private const int Deepest = 8;

    // All of a schema's branches together, which may refer to each other.
    private const int MostValues = 500;
    private const int MostItems = 20;

    private readonly JsonElement _root;
    private readonly bool _isComplete;
    private int _made;

    private ExampleValue(JsonElement root, bool isComplete) => (_root, _isComplete) = (root, isComplete);

    /// <param name="schema">The whole schema.</param>
    /// <param name="isComplete">Whether properties are filled in that are not required.</param>
    public static JsonNode? Make(JsonElement schema, bool isComplete) => new ExampleValue(schema, isComplete).Of(schema, 0);

    private JsonNode? Of(JsonElement schema, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > Deepest || ++_made > MostValues)
            return null;
        // The root's examples are what is to be made.
        if (depth > 0 && Given(schema) is { } given)
            return JsonNode.Parse(given.GetRawText());
        if (Referred(schema) is { } target)
            return Of(target, depth + 1);
        if (!schema.TryGetProperty("properties"u8, out _) && (FirstOf(schema, "oneOf") ?? FirstOf(schema, "anyOf")) is { } branch)
            return Of(branch, depth + 1);
        return TypeOf(schema) switch
        {
            "object" => Object(schema, depth),
            "array" => Array(schema, depth),
            "string" => ExampleScalar.Text(schema),
            "integer" => ExampleScalar.Integer(schema),
            "number" => ExampleScalar.Number(schema),
            "boolean" => JsonValue.Create(true),
            _ => null,
        };
    }

    private static JsonElement? Given(JsonElement schema)
    {
        if (schema.TryGetProperty("const"u8, out var constant))
            return constant;
        if (schema.TryGetProperty("default"u8, out var usual))
            return usual;
        return FirstOf(schema, "examples") ?? FirstOf(schema, "enum");
    }

    private JsonObject Object(JsonElement schema, int depth)
    {
        var value = new JsonObject();
        foreach (var part in Parts(schema, depth))
        {
            var required = part.TryGetProperty("required"u8, out var names) && names.ValueKind == JsonValueKind.Array
                ? names.EnumerateArray().Select(static name => name.GetString()).ToHashSet()
                : [];
            if (!part.TryGetProperty("properties"u8, out var properties) || properties.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var property in properties.EnumerateObject().Where(property => _isComplete || required.Contains(property.Name)))
            {
                if (Of(property.Value, depth + 1) is { } made)
                    value[property.Name] = made;
                else if (required.Contains(property.Name))
                    value[property.Name] = null;
            }
        }

        return value;
    }

    // What allOf adds is part of the object too.
    private IEnumerable<JsonElement> Parts(JsonElement schema, int depth)
    {
        yield return schema;
        if (depth > Deepest || !schema.TryGetProperty("allOf"u8, out var all) || all.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var part in all.EnumerateArray().Where(static part => part.ValueKind == JsonValueKind.Object))
        {
            foreach (var inner in Parts(Referred(part) ?? part, depth + 1))
                yield return inner;
        }
    }

    private JsonArray Array(JsonElement schema, int depth)
    {
        var values = new JsonArray();
        if (schema.TryGetProperty("prefixItems"u8, out var first) && first.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in first.EnumerateArray())
                values.Add(Of(item, depth + 1));
        }

        if (!schema.TryGetProperty("items"u8, out var items) || items.ValueKind != JsonValueKind.Object)
            return values;
        var least = ExampleScalar.Count(schema, "minItems") ?? (_isComplete ? 1 : 0);
        while (values.Count < Math.Min(least, MostItems))
            values.Add(Of(items, depth + 1));
        return values;
    }

    private static string? TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("type"u8, out var type))
        {
            return type.ValueKind == JsonValueKind.Array
                ? type.EnumerateArray().Select(static one => one.GetString()).FirstOrDefault(static one => one != "null")
                : type.GetString();
        }

        return schema.TryGetProperty("properties"u8, out _) || schema.TryGetProperty("allOf"u8, out _) ? "object"
            : schema.TryGetProperty("items"u8, out _) ? "array"
            : null;
    }

    private static JsonElement? FirstOf(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 ? list[0] : null;

    // Only what lies in the schema itself, by its place.
    private JsonElement? Referred(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref"u8, out var reference) || reference.ValueKind != JsonValueKind.String || reference.GetString() is not ['#', .. var path])
            return null;
        JsonElement? place = _root;
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            place = place is { } here ? JsonPointer.Step(here, name) : null;
        }

        return place;
    }
}
