using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Servers.Schemas;

/// <summary>A server's tools as the tool schema of a Lambda target of AgentCore Gateway (<c>toolSchema.inlinePayload</c>).</summary>
internal static class GatewayTools
{
    /// <param name="tools">What the server's <c>tools/list</c> has.</param>
    /// <param name="losses">Takes what is lost on the way.</param>
    public static JsonArray Of(IEnumerable<JsonObject> tools, SchemaLosses losses)
    {
        var definitions = new JsonArray();
        foreach (var tool in tools)
        {
            var name = tool["name"]?.ToString() ?? "";
            if (!GatewayRules.IsToolName(name))
            {
                // The function gets the name as the gateway has it, so another one would not be known there.
                losses.Add(name, "left out, for the gateway does not take the name");
                continue;
            }

            definitions.Add(Definition(tool, name, losses));
        }

        return definitions;
    }

    private static JsonObject Definition(JsonObject tool, string name, SchemaLosses losses)
    {
        var description = tool["description"]?.ToString() is { } told && !string.IsNullOrWhiteSpace(told) ? told : tool["title"]?.ToString();
        if (string.IsNullOrWhiteSpace(description))
            losses.Add(name, "has no description; its name is taken");
        var definition = new JsonObject
        {
            ["name"] = name,
            ["description"] = string.IsNullOrWhiteSpace(description) ? name : description,
            ["inputSchema"] = Top(tool["inputSchema"], name, losses),
        };
        if (tool["outputSchema"] is JsonObject { Count: > 0 } output)
            definition["outputSchema"] = Top(output, $"{name} (result)", losses);
        return definition;
    }

    // An object at the top, whatever the schema says: arguments are one, and so is structured content.
    private static JsonObject Top(JsonNode? schema, string place, SchemaLosses losses)
    {
        var top = schema is JsonObject given ? SchemaMerge.Over(new JsonObject { ["type"] = "object" }, given, "") : new JsonObject { ["type"] = "object" };
        var converted = GatewaySchema.Of(top, place, losses);
        if (converted["type"]?.ToString() == "object")
        {
            converted["properties"] ??= new JsonObject();
            return converted;
        }

        losses.Add(place, $"is of type {converted["type"]}, and any object is taken");
        return new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() };
    }
}
