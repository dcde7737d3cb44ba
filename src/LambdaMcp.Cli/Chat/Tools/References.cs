using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Chat.Tools;

/// <summary>Puts in the place of a schema's references what they mean, for what they lead to cannot be sent along.</summary>
internal sealed class References(JsonNode? root)
{
    private const int Deepest = 12;

    // A schema that grows past this was made to.
    private int _left = 4000;

    public static string? Of(JsonObject schema) => schema["$ref"] is JsonValue value && value.TryGetValue(out string? reference) ? reference : null;

    /// <summary>What a schema's reference leads to, within the same document.</summary>
    /// <returns>Null when it leads nowhere.</returns>
    public JsonObject? Target(JsonObject schema)
    {
        if (Of(schema) is not { } reference || !reference.StartsWith('#'))
            return null;
        var node = root;
        foreach (var step in reference[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            node = (node as JsonObject)?[name];
        }

        return node as JsonObject;
    }

    /// <summary>A copy in which nothing refers to anything. Where a schema holds itself it ends.</summary>
    public JsonNode? Resolve(JsonNode? node) => Resolve(node, 0);

    private JsonNode? Resolve(JsonNode? node, int depth)
    {
        if (depth > Deepest || --_left < 0)
            return node is JsonObject ? new JsonObject() : node is JsonArray ? new JsonArray() : node?.DeepClone();
        return node switch
        {
            JsonObject schema when Of(schema) is not null => Merge(schema, depth),
            JsonObject schema => Copy(schema, depth),
            JsonArray array => new JsonArray([.. array.Select(item => Resolve(item, depth + 1))]),
            _ => node?.DeepClone(),
        };
    }

    private JsonObject Copy(JsonObject schema, int depth)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in schema)
        {
            if (name is not ("$defs" or "definitions" or "$schema" or "$id" or "$anchor" or "$comment"))
                copy[name] = Resolve(value, depth + 1);
        }

        return copy;
    }

    // What stands beside a reference says more of this place, such as its description.
    private JsonObject Merge(JsonObject schema, int depth)
    {
        var merged = Resolve(Target(schema), depth + 1) as JsonObject ?? new JsonObject();
        foreach (var (name, value) in Copy(schema, depth).ToArray())
        {
            if (name != "$ref")
                merged[name] = value?.DeepClone();
        }

        return merged;
    }
}
