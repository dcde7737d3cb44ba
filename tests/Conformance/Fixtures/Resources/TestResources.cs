using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConformanceFixtures.Calls;

namespace ConformanceFixtures.Resources;

/// <summary>A function that holds several resources, and those of a template.</summary>
internal static partial class TestResources
{
    // A PNG image of one red pixel.
    private const string Pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    public static Task<JsonObject> ReadAsync(McpCall call) => Task.FromResult(new JsonObject
    {
        ["contents"] = new JsonArray(Content(call.Target) switch
        {
            (var type, { } text, _) => new JsonObject { ["uri"] = call.Target, ["mimeType"] = type, ["text"] = text },
            (var type, _, var blob) => new JsonObject { ["uri"] = call.Target, ["mimeType"] = type, ["blob"] = blob },
        }),
    });

    private static (string Type, string? Text, string? Blob) Content(string uri) => uri switch
    {
        "test://static-text" => ("text/plain", "This is the content of the static text resource.", null),
        "test://static-binary" => ("image/png", null, Pixel),
        "test://watched-resource" => ("text/plain", "This resource may be watched.", null),
        _ when TemplateUri().Match(uri) is { Success: true, Groups: var groups } =>
            ("application/json", $$"""{"id":"{{groups["id"]}}","templateTest":true,"data":"Data for ID: {{groups["id"]}}"}""", null),
        _ => throw new JsonRpcException(JsonRpcException.InvalidParams, $"There is no resource {uri}."),
    };

    [GeneratedRegex("^test://template/(?<id>[A-Za-z0-9_-]+)/data$")]
    private static partial Regex TemplateUri();
}
