using System.Text.Json;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>Tells what a JSON value is.</summary>
internal static class MemberRules
{
    public static bool IsTextArray(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);

    public static bool IsFlag(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    public static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;
}
