using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaMcp.Gateway.Tests.Validation;

/// <summary>Puts the documents that the official suite serves over HTTP into the <c>$defs</c> of a schema that refers to them.</summary>
internal static class RemoteDocuments
{
    private const string Served = "http://localhost:1234/draft2020-12/";

    /// <summary>The documents that are subschemas in their own right, each under its address.</summary>
    public static List<JsonObject> Read(string folder)
    {
        var documents = new List<JsonObject>();
        foreach (var file in Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var address = Served + Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (JsonNode.Parse(File.ReadAllText(file)) is not JsonObject schema || file.Contains("metaschema", StringComparison.Ordinal)
                || file.Contains("format-assertion", StringComparison.Ordinal) || file.Contains("different-id", StringComparison.Ordinal)
                || file.Contains("urn-ref", StringComparison.Ordinal))
            {
                continue;
            }

            schema.TryAdd("$id", address);
            documents.Add(schema);
        }

        return documents;
    }

    public static JsonElement Bundle(JsonElement group, List<JsonObject> remotes)
    {
        var bundled = JsonNode.Parse(group.GetRawText())!.AsObject();
        var schema = bundled["schema"]!.AsObject();
        schema.Remove("$schema");
        bundled.Remove("schema");
        schema.TryAdd("$id", Served + "bundled.json");
        var definitions = new JsonObject { ["the schema itself"] = schema };
        foreach (var remote in remotes)
        {
            if (remote["$id"]!.GetValue<string>() != schema["$id"]!.GetValue<string>())
                definitions[remote["$id"]!.GetValue<string>()] = remote.DeepClone();
        }

        bundled["schema"] = new JsonObject { ["$ref"] = schema["$id"]!.GetValue<string>(), ["$defs"] = definitions };
        return JsonSerializer.SerializeToElement(bundled);
    }
}
