using System.Text.Json;
using Amazon.Lambda.Model;

namespace Amazon.Lambda.Internal;

/// <summary>Reads the members of Lambda's JSON; an absent or null one is null.</summary>
internal static class JsonMembers
{
    public static string? Text(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static int? Number(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    public static JsonElement? Member(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;

    public static Dictionary<string, string>? Tags(this JsonElement parent) =>
        parent.Member("Tags") is { ValueKind: JsonValueKind.Object } tags
            ? tags.EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString() ?? "")
            : null;

    public static FunctionConfiguration Function(this JsonElement function) => new()
    {
        Description = function.Text("Description"),
        FunctionArn = function.Text("FunctionArn"),
        FunctionName = function.Text("FunctionName"),
        Handler = function.Text("Handler"),
        LastModified = function.Text("LastModified"),
        MemorySize = function.Number("MemorySize"),
        Role = function.Text("Role"),
        Runtime = function.Text("Runtime") is { } runtime ? Runtime.FindValue(runtime) : null,
        Timeout = function.Number("Timeout"),
        Version = function.Text("Version"),
    };
}
