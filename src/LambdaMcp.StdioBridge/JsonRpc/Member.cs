using System.Text.Json;

namespace LambdaMcp.StdioBridge.JsonRpc;

/// <summary>Members of what need not be an object.</summary>
internal static class Member
{
    /// <returns>Undefined where there is none.</returns>
    public static JsonElement Of(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    /// <returns>Null where there is none, or it is no string or an empty one.</returns>
    public static string? Text(JsonElement json, string name) =>
        Of(json, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;
}
