using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Tools.Generator.Tests.Compiling;

/// <summary>Validates JSON as the gateway does.</summary>
internal static class Schemas
{
    public static IReadOnlyList<string> Violations(JsonNode schema, JsonNode? value) => Validator(schema)(value?.ToJsonString() ?? "null");

    /// <summary>What the schema, compiled once, has against JSON.</summary>
    public static Func<string, IReadOnlyList<string>> Validator(JsonNode schema)
    {
        var compiled = JsonSchemaDocument.Compile(schema.Deserialize<JsonElement>());
        return json => [.. compiled.Validate(JsonDocument.Parse(json).RootElement).Select(one => one.ToString())];
    }
}
