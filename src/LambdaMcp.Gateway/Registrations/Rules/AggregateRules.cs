using System.Text.Json;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>What must hold of an aggregated function.</summary>
internal static class AggregateRules
{
    public const int LongestPrefix = 32;
    public const int MostTools = 200;

    private static readonly string[] Members = ["name", "title", "description", "inputSchema", "outputSchema", "annotations", "icons", "_meta"];

    public static void Check(Registration registration, RegistrationFaults faults)
    {
        var prefix = registration.Prefix ?? "";
        if (prefix.Length > LongestPrefix || (prefix.Length > 0 && !ToolNames.IsValid(prefix)))
            faults.Add("/prefix", $"must be at most {LongestPrefix} letters, digits, underscores, dots and hyphens; left out, it is the name and an underscore");
        if (registration.Contract != TargetContract.AgentCore)
        {
            if (registration.Tools is not null)
                faults.Add("/tools", "is for the contract agentcore; a function of the contract mcp is asked for its tools");
        }
        else if (registration.Tools is not { ValueKind: JsonValueKind.Array } tools || tools.GetArrayLength() is 0 or > MostTools)
        {
            faults.Add("/tools", $"must be an array of 1 to {MostTools} tools: a function of the contract agentcore cannot be asked for them");
        }
        else
        {
            CheckTools(tools, prefix, faults);
        }
    }

    private static void CheckTools(JsonElement tools, string prefix, RegistrationFaults faults)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var position = 0;
        foreach (var tool in tools.EnumerateArray())
        {
            var place = JsonPointer.Append("/tools", position++);
            if (tool.ValueKind == JsonValueKind.Object)
                CheckTool(tool, place, prefix, names, faults);
            else
                faults.Add(place, "must be an object with a name and a description");
        }
    }

    private static void CheckTool(JsonElement tool, string place, string prefix, HashSet<string> names, RegistrationFaults faults)
    {
        foreach (var member in tool.EnumerateObject())
        {
            if (!Members.Contains(member.Name))
                faults.Add(JsonPointer.Append(place, member.Name), $"is not known here; known are {string.Join(", ", Members)}");
        }

        if (Text(tool, "name") is not { } name || !ToolNames.IsValid(name) || prefix.Length + name.Length > ToolNames.MaxLength)
            faults.Add($"{place}/name", $"must be letters, digits, underscores, dots and hyphens, with the prefix at most {ToolNames.MaxLength}");
        else if (!names.Add(name))
            faults.Add($"{place}/name", "is another tool's name");
        if (Text(tool, "description") is not { Length: > 0 })
            faults.Add($"{place}/description", "is required: models choose tools by it");
        if (tool.TryGetProperty("title"u8, out var title) && title.ValueKind != JsonValueKind.String)
            faults.Add($"{place}/title", "must be a string");
        JsonElement? input = tool.TryGetProperty("inputSchema"u8, out var inputSchema) ? inputSchema : null;
        if (!ToolJson.IsObjectSchema(input))
            faults.Add($"{place}/inputSchema", "must be a JSON Schema that describes an object: \"type\": \"object\"");
        else if (input is { } schema)
            HeaderAnnotations.Check(schema, $"{place}/inputSchema", faults);
        if (tool.TryGetProperty("outputSchema"u8, out var output) && output.ValueKind != JsonValueKind.Object)
            faults.Add($"{place}/outputSchema", "must be a JSON Schema, written as an object");
        PresentationRules.CheckMembers(tool, place, faults);
    }

    private static string? Text(JsonElement tool, string member) =>
        tool.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
