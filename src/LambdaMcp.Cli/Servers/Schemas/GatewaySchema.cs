using System.Text.Json.Nodes;
using LambdaMcp.Cli.Chat.Tools;

namespace LambdaMcp.Cli.Servers.Schemas;

/// <summary>
/// A JSON Schema as AgentCore Gateway takes it: <c>type</c>, <c>description</c>, <c>properties</c>, <c>required</c> and <c>items</c>, and nothing else. What a value may be is
/// narrowed where one type has to be named, so that the server takes all that the schema lets through; what only restricts values is left to the server, and said in the
/// description where it helps to choose one.
/// </summary>
internal sealed class GatewaySchema(JsonObject root, SchemaLosses losses)
{
    private static readonly string[] Restrictions =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems", "minProperties",
        "maxProperties", "contains", "prefixItems", "not", "if", "dependentRequired", "dependentSchemas", "patternProperties", "propertyNames", "unevaluatedProperties",
    ];

    private readonly References _references = new(root);

    /// <param name="schema">The schema of a tool's arguments or result.</param>
    /// <param name="place">What it is, for notes.</param>
    /// <param name="losses">Takes what is lost.</param>
    public static JsonObject Of(JsonObject schema, string place, SchemaLosses losses) => new GatewaySchema(schema, losses).Convert(schema, place, []);

    private JsonObject Convert(JsonNode? node, string place, IReadOnlyList<string> under)
    {
        var (schema, references) = Flatten(node as JsonObject ?? [], place, under);
        if (references is null)
            return Described(TypeOf(schema, place), schema);
        var type = TypeOf(schema, place);
        var converted = Described(type, schema);
        if (type == "object")
            AddProperties(converted, schema, place, references);
        else if (type == "array" && schema["items"] is JsonObject { Count: > 0 } items)
            converted["items"] = Convert(items, $"{place}[]", references);
        if (Restrictions.Where(schema.ContainsKey).ToList() is { Count: > 0 } lost)
            losses.Add(place, $"without {string.Join(", ", lost)}");
        return converted;
    }

    // Puts what a schema refers to, is composed of, or chooses from into one; no references where it refers to itself.
    private (JsonObject Schema, IReadOnlyList<string>? References) Flatten(JsonObject schema, string place, IReadOnlyList<string> under)
    {
        var references = under;
        while (References.Of(schema) is { } reference)
        {
            if (_references.Target(schema) is not { } target)
            {
                losses.Add(place, $"{reference} leads nowhere");
                return (SchemaMerge.Over([], schema, "$ref"), references);
            }

            schema = SchemaMerge.Over(target, schema, "$ref");
            if (references.Contains(reference))
            {
                losses.Add(place, $"ends here, for {reference} holds itself");
                return (schema, null);
            }

            references = [.. references, reference];
        }

        if (schema["allOf"] is JsonArray all)
        {
            var composed = all.OfType<JsonObject>().Select(part => Flatten(part, place, references).Schema).Aggregate(new JsonObject(), SchemaMerge.Both);
            schema = SchemaMerge.Both(composed, SchemaMerge.Over([], schema, "allOf"));
        }

        foreach (var keyword in (string[])["anyOf", "oneOf"])
        {
            if (schema[keyword] is not JsonArray alternatives)
                continue;
            var parts = alternatives.OfType<JsonObject>().Select(part => Flatten(part, place, references).Schema).Where(part => !SchemaTypes.IsNull(part)).ToList();
            schema = SchemaMerge.Any(SchemaMerge.Over([], schema, keyword), parts, place, losses);
        }

        return (schema, references);
    }

    private string TypeOf(JsonObject schema, string place)
    {
        var types = SchemaTypes.Of(schema);
        if (types is [var type])
            return type;
        if (types.Count == 0)
        {
            losses.Add(place, "any value becomes a text");
            return "string";
        }

        losses.Add(place, $"only {types[0]} of {string.Join(", ", types)}");
        return types[0];
    }

    private void AddProperties(JsonObject converted, JsonObject schema, string place, IReadOnlyList<string> references)
    {
        if (schema["additionalProperties"] is JsonObject { Count: > 0 })
            losses.Add(place, "what values of other names may be");
        if (schema["properties"] is not JsonObject properties)
            return;
        // A schema that is false: no such value is taken.
        var kept = properties.Where(property => !SchemaTypes.IsFalse(property.Value)).ToList();
        converted["properties"] = new JsonObject(kept.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)Convert(property.Value, $"{place}.{property.Key}", references))));
        var required = SchemaMerge.Required(schema).Where(name => kept.Any(property => property.Key == name)).Distinct().ToList();
        if (required.Count > 0)
            converted["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
    }

    private static JsonObject Described(string type, JsonObject schema)
    {
        var converted = new JsonObject { ["type"] = type };
        if (SchemaText.Of(schema) is { Length: > 0 } description)
            converted["description"] = description;
        return converted;
    }
}
