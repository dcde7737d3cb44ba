using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Tools.Generator.Tests.Compiling;

/// <summary>Validates JSON as the gateway does.</summary>
internal static class Schemas
{
    public static IReadOnlyList<string> Violations(JsonNode schema, JsonNode? value) =>
        [.. JsonSchemaDocument.Compile(schema.Deserialize<JsonElement>()).Validate(JsonDocument.Parse(value?.ToJsonString() ?? "null").RootElement).Select(one => one.ToString())];
}
