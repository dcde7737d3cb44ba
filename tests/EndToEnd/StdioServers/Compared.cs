using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModelContextProtocol;

namespace EndToEnd.StdioServers;

/// <summary>What two clients saw, made comparable: without the prefix, without what a server says of the time and without what only one side may say.</summary>
internal static partial class Compared
{
    /// <summary>The members by which the endpoint itself speaks, or leaves out what it has no use for.</summary>
    private static readonly string[] Left = ["$schema", "execution", "resultType", "ttlMs", "cacheScope", "nextCursor"];

    public static string Of<T>(T value, string prefix, string root = "")
    {
        var json = JsonSerializer.SerializeToNode(value, McpJsonUtilities.DefaultOptions)!;
        if (json is JsonObject definition && definition["name"]?.GetValue<string>() is { } name && name.StartsWith(prefix, StringComparison.Ordinal))
            definition["name"] = name[prefix.Length..];
        var text = Reduced(json)!.ToJsonString();
        if (root.Length > 0)
            text = text.Replace(root, "ROOT", StringComparison.Ordinal);
        return Time().Replace(text, "TIME");
    }

    private static JsonNode? Reduced(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var left in Left)
                    members.Remove(left);
                if (members["_meta"] is JsonObject meta)
                {
                    foreach (var own in meta.Select(member => member.Key).Where(key => key.StartsWith("lambda-mcp/", StringComparison.Ordinal) || key.StartsWith("io.modelcontextprotocol/", StringComparison.Ordinal)).ToArray())
                        meta.Remove(own);
                    if (meta.Count == 0)
                        members.Remove("_meta");
                }

                // In the order of their names: which comes first means nothing.
                return new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Reduced(member.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(Reduced)]);
            default:
                return node?.DeepClone();
        }
    }

    // "7:05:09 PM", and dates as a file has them.
    [GeneratedRegex(@"\d+:\d\d:\d\d.?[AP]M|\w{3} \w{3} \d\d \d{4} [0-9:]{8} GMT[^""\\]*|\d{4}-\d\d-\d\dT[0-9:.]+Z")]
    private static partial Regex Time();
}
