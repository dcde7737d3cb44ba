using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Chat.Tools;

/// <summary>
/// The schema of a tool's arguments as the models of Bedrock take it. Bedrock wants the type <c>object</c> at the top; Nova nothing else there but
/// <c>properties</c> and <c>required</c>; Claude no <c>oneOf</c>, <c>anyOf</c> or <c>allOf</c> there, and short plain names of properties. What is left
/// away only tells the model less: the server still checks the arguments against the schema as it is.
/// </summary>
/// <param name="Json">The schema.</param>
/// <param name="Names">The arguments' own names, by those that the model knows, as far as they differ.</param>
internal sealed record ModelSchema(JsonObject Json, IReadOnlyDictionary<string, string> Names)
{
    private const string Marks = "_.-";

    public static ModelSchema Of(JsonElement json)
    {
        var schema = Read(json);
        var references = new References(schema);
        var properties = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var required = new HashSet<string>(StringComparer.Ordinal);
        Collect(schema as JsonObject, references, properties, required, isCertain: true, depth: 0);

        var names = AllowedName.Map(properties.Keys, Marks);
        var described = new JsonObject();
        foreach (var (name, property) in properties)
            described[names[name]] = references.Resolve(property) switch { JsonObject found => found, _ => new JsonObject() };
        var result = new JsonObject { ["type"] = "object", ["properties"] = described };
        if (properties.Keys.Where(required.Contains).Select(name => (JsonNode)names[name]).ToArray() is { Length: > 0 } needed)
            result["required"] = new JsonArray(needed);
        return new(result, names.Where(name => name.Key != name.Value).ToDictionary(name => name.Value, name => name.Key, StringComparer.Ordinal));
    }

    // What may be an argument in any of the alternatives is one; what has to be one has to be outside of them.
    private static void Collect(
        JsonObject? schema, References references, Dictionary<string, JsonNode?> properties, HashSet<string> required, bool isCertain, int depth)
    {
        if (schema is null || depth > 5)
            return;
        if (schema["properties"] is JsonObject own)
        {
            foreach (var (name, property) in own)
                properties.TryAdd(name, property);
        }

        if (isCertain && schema["required"] is JsonArray names)
            required.UnionWith(names.OfType<JsonValue>().Select(name => name.TryGetValue(out string? text) ? text : null).OfType<string>());
        if (References.Of(schema) is not null)
            Collect(references.Target(schema), references, properties, required, isCertain, depth + 1);
        foreach (var keyword in (string[])["allOf", "anyOf", "oneOf"])
        {
            foreach (var part in (schema[keyword] as JsonArray ?? []).OfType<JsonObject>())
                Collect(part, references, properties, required, isCertain && keyword == "allOf", depth + 1);
        }
    }

    // Of members by one name the last counts; the library's own nodes fail at them.
    private static JsonNode? Read(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var schema = new JsonObject();
                foreach (var member in json.EnumerateObject())
                    schema[member.Name] = Read(member.Value);
                return schema;
            case JsonValueKind.Array:
                return new JsonArray([.. json.EnumerateArray().Select(Read)]);
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            default:
                return JsonValue.Create(json);
        }
    }
}
