using System.Text.Json;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Gateway.Tests.Validation;

/// <summary>Short ways to compile and validate texts.</summary>
internal static class Schemas
{
    public static JsonElement Json(string text, int maxDepth = 64)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = maxDepth });
        return document.RootElement.Clone();
    }

    public static JsonSchemaDocument Compile(string schema, JsonSchemaOptions? options = null) =>
        JsonSchemaDocument.Compile(Json(schema, 10_000), options);

    public static string[] Messages(string schema, string instance) => [.. Compile(schema).Validate(Json(instance)).Select(x => x.Message)];

    public static bool IsValid(string schema, string instance) => Messages(schema, instance).Length == 0;

    public static string[] Faults(string schema, JsonSchemaOptions? options = null) =>
        [.. Assert.Throws<JsonSchemaException>(() => Compile(schema, options)).Faults.Select(x => x.ToString())];
}
