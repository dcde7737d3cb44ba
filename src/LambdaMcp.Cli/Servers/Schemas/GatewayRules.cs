using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LambdaMcp.Cli.Servers.Schemas;

/// <summary>
/// What the gateway takes: the shapes and patterns of <c>CreateGatewayTarget</c> in the API reference of Bedrock AgentCore's control plane, and its quota of an inline schema.
/// </summary>
internal static partial class GatewayRules
{
    /// <summary>The longest description of a target.</summary>
    public const int LongestDescription = 200;

    private const int LongestArn = 170;
    private const int LargestInlineSchema = 1024 * 1024;

    // Of Bedrock's models, for the name that they see: TARGET___TOOL.
    private const int LongestSeenName = 64;

    private static readonly string[] Types = ["string", "number", "object", "array", "boolean", "integer"];
    private static readonly string[] SchemaMembers = ["type", "description", "properties", "required", "items"];

    /// <summary>Whether a tool can have the name: MCP's letters without the dot, which Bedrock's models do not take.</summary>
    public static bool IsToolName(string name) => ToolName().IsMatch(name);

    public static bool IsTargetName(string name) => TargetName().IsMatch(name);

    public static bool IsArn(string arn) => arn.Length <= LongestArn && Arn().IsMatch(arn);

    /// <summary>Tools whose names, behind the target's, are longer than models take.</summary>
    public static IEnumerable<string> TooLongToSee(string target, JsonArray tools) =>
        tools.Select(tool => tool!["name"]!.ToString()).Where(name => $"{target}___{name}".Length > LongestSeenName);

    /// <summary>What is wrong with a tool schema; nothing where the gateway takes it.</summary>
    public static IReadOnlyList<string> Faults(JsonArray tools)
    {
        var faults = new List<string>();
        if (Encoding.UTF8.GetByteCount(tools.ToJsonString()) is > LargestInlineSchema and var size)
            faults.Add($"it has {size} bytes, and an inline schema may have {LargestInlineSchema}: put it into S3");
        foreach (var same in tools.GroupBy(tool => tool?["name"]?.ToString()).Where(same => same.Count() > 1))
            faults.Add($"two tools have the name {same.Key}");
        foreach (var tool in tools)
            CheckTool(tool, faults);
        return faults;
    }

    private static void CheckTool(JsonNode? node, List<string> faults)
    {
        var name = (node as JsonObject)?["name"]?.ToString() ?? "";
        if (node is not JsonObject tool || !IsToolName(name))
        {
            faults.Add($"'{name}' is no name of a tool");
            return;
        }

        if (tool["description"] is not JsonValue description || description.ToString().Length == 0)
            faults.Add($"{name} has no description");
        foreach (var member in tool.Where(member => member.Key is not ("name" or "description" or "inputSchema" or "outputSchema")))
            faults.Add($"{name} has a member {member.Key}");
        foreach (var member in (string[])["inputSchema", "outputSchema"])
        {
            if (tool[member]?["type"]?.ToString() != "object" && (member == "inputSchema" || tool.ContainsKey(member)))
                faults.Add($"{name}'s {member} is of another type than object");
            if (tool.ContainsKey(member))
                CheckSchema(tool[member], $"{name}.{member}", faults);
        }
    }

    private static void CheckSchema(JsonNode? node, string place, List<string> faults)
    {
        if (node is not JsonObject schema || !Types.Contains(schema["type"]?.ToString()))
        {
            faults.Add($"{place} has no type of the gateway's");
            return;
        }

        foreach (var member in schema.Where(member => !SchemaMembers.Contains(member.Key)))
            faults.Add($"{place} has a member {member.Key}");
        var properties = schema["properties"] as JsonObject ?? [];
        if (schema.ContainsKey("properties") && (schema["type"]!.ToString() != "object" || schema["properties"] is not JsonObject))
            faults.Add($"{place} has properties and is no object");
        foreach (var name in SchemaMerge.Required(schema).Where(name => !properties.ContainsKey(name)))
            faults.Add($"{place} requires {name}, which it does not have");
        foreach (var (name, property) in properties)
            CheckSchema(property, $"{place}.{name}", faults);
        if (!schema.ContainsKey("items"))
            return;
        if (schema["type"]!.ToString() != "array")
            faults.Add($"{place} has items and is no array");
        CheckSchema(schema["items"], $"{place}[]", faults);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,128}$")]
    private static partial Regex ToolName();

    [GeneratedRegex("^([0-9a-zA-Z][-]?){1,100}$")]
    private static partial Regex TargetName();

    [GeneratedRegex(@"^arn:(aws[a-zA-Z-]*)?:lambda:([a-z]{2}(-gov)?-[a-z]+-\d{1}):(\d{12}):function:([a-zA-Z0-9-_.]+)(:(\$LATEST|[a-zA-Z0-9-]+))?$")]
    private static partial Regex Arn();
}
