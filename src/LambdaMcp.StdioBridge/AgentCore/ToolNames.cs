using System.Text.Json;
using LambdaMcp.StdioBridge.JsonRpc;

namespace LambdaMcp.StdioBridge.AgentCore;

/// <summary>The name of a tool in a call of AgentCore Gateway, which calls a target's tools <c>TARGET___TOOL</c>.</summary>
internal static class ToolNames
{
    private const string Key = "bedrockAgentCoreToolName";
    private const string RequestKey = "bedrockAgentCoreAwsRequestId";
    private const string Siblings = "bedrockAgentCore";
    private const string Delimiter = "___";

    /// <summary>The name in the client context's <c>custom</c> map, where the gateway puts it; null where it is not there.</summary>
    public static string? In(IEnumerable<KeyValuePair<string, string>>? custom) => In(custom, Key);

    /// <summary>The gateway's own id of the call, in the same map; null where it is not there.</summary>
    public static string? RequestIdIn(IEnumerable<KeyValuePair<string, string>>? custom) => In(custom, RequestKey);

    /// <summary>The same in such an event; null where it is not there.</summary>
    public static string? RequestIdIn(JsonElement json) => Member.Text(json, RequestKey);

    /// <summary>The name in an event of callers that send no client context; null where it is not there.</summary>
    public static string? In(JsonElement json) =>
        Member.Text(json, "toolName") ?? Member.Text(json, "tool_name") ?? Member.Text(json, Key) ?? Member.Text(Member.Of(json, "headers"), Key);

    /// <summary>The tool's name at its server.</summary>
    public static string AtServer(string name) =>
        name.IndexOf(Delimiter, StringComparison.Ordinal) is >= 0 and var at ? name[(at + Delimiter.Length)..] : name;

    /// <summary>Whether a member of an event that names the tool is no argument of it, but belongs to the name.</summary>
    public static bool Owns(JsonProperty member) =>
        member.Name is "toolName" or "tool_name" || member.Name.StartsWith(Siblings, StringComparison.Ordinal) ||
        (member.Name == "headers" && Member.Text(member.Value, Key) is not null);

    private static string? In(IEnumerable<KeyValuePair<string, string>>? custom, string key)
    {
        foreach (var (name, value) in custom ?? [])
        {
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase) && value is { Length: > 0 })
                return value;
        }

        return null;
    }
}
