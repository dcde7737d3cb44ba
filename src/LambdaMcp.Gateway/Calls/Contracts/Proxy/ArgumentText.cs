using System.Text.Json;

namespace LambdaMcp.Gateway.Calls.Contracts.Proxy;

/// <summary>Arguments as the texts of an HTTP request.</summary>
internal static class ArgumentText
{
    /// <summary>An argument; null when it is absent or null.</summary>
    public static JsonElement? Find(JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A value as one text: a string as it is, everything else as JSON.</summary>
    public static string Of(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>A value as a parameter that can come several times: an array gives a text for each item, null none.</summary>
    public static IEnumerable<string> AllOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Null).Select(Of),
        _ => [Of(value)],
    };
}
