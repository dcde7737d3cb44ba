using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Gateway.Management.Schemas;

/// <summary>Payloads that match a schema: those that it brings, or else some that are made from it. What does not match is left out.</summary>
internal static class SchemaExamples
{
    private const int Most = 10;

    /// <summary>Objects of <c>description</c> and <c>payload</c>.</summary>
    public static IReadOnlyList<JsonObject> Of(JsonElement schema)
    {
        var document = JsonSchemaDocument.Compile(schema);
        var given = schema.TryGetProperty("examples"u8, out var examples) && examples.ValueKind == JsonValueKind.Array
            ? examples.EnumerateArray().Take(Most).Select(static (example, index) => Described(example, index)).Where(Matches).ToList()
            : [];
        return given.Count > 0 ? given : [.. Made(schema).Where(Matches).DistinctBy(static example => example["payload"]!.ToJsonString())];

        bool Matches(JsonObject example) =>
            example["payload"] is JsonObject payload && document.Validate(JsonElement.Parse(payload.ToJsonString())).Count == 0;
    }

    private static IEnumerable<JsonObject> Made(JsonElement schema)
    {
        yield return Example("Required properties only, made from the schema", ExampleValue.Make(schema, isComplete: false));
        yield return Example("All properties, made from the schema", ExampleValue.Make(schema, isComplete: true));
    }

    // Some write a text beside each example, as OpenAPI's examples have it.
    private static JsonObject Described(JsonElement example, int index)
    {
        var plain = Example($"Example {index + 1} of the schema", Node(example));
        if (example.ValueKind != JsonValueKind.Object
            || example.EnumerateObject().Any(static member => member.Name is not ("payload" or "value" or "description" or "summary"))
            || !(example.TryGetProperty("payload"u8, out var payload) || example.TryGetProperty("value"u8, out payload))
            || !(example.TryGetProperty("description"u8, out var text) || example.TryGetProperty("summary"u8, out text)))
        {
            return plain;
        }

        return text.ValueKind == JsonValueKind.String ? Example(text.GetString()!, Node(payload)) : plain;
    }

    private static JsonObject Example(string description, JsonNode? payload) => new() { ["description"] = description, ["payload"] = payload };

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());
}
