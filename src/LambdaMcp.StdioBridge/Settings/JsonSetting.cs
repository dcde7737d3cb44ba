using System.Text.Json;
using LambdaMcp.Hosting.Settings;

namespace LambdaMcp.StdioBridge.Settings;

/// <summary>Settings whose value is JSON. What is said of a bad one names it and shows nothing of it: it may hold passwords.</summary>
internal static class JsonSetting
{
    /// <exception cref="InvalidSettingException">It is no JSON.</exception>
    public static JsonElement Parse(string name, string text)
    {
        try
        {
            return JsonElement.Parse(text, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException exception)
        {
            throw new InvalidSettingException($"{name} is no JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");
        }
    }

    /// <returns>Null where there is no text.</returns>
    /// <exception cref="InvalidSettingException">It is no array of strings.</exception>
    public static IReadOnlyList<string>? Strings(string name, string? text) => text is null ? null : Strings(name, Parse(name, text));

    /// <exception cref="InvalidSettingException">It is no array of strings.</exception>
    public static IReadOnlyList<string> Strings(string name, JsonElement json) =>
        json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String)
            ? [.. json.EnumerateArray().Select(static item => item.GetString()!)]
            : throw new InvalidSettingException($"{name} must be a JSON array of strings, such as [\"--verbose\",\"/tmp\"].");

    /// <returns>Null where there is no text.</returns>
    /// <exception cref="InvalidSettingException">It is no object of strings, or what it names can be no variable.</exception>
    public static IReadOnlyDictionary<string, string>? Map(string name, string? text) => text is null ? null : Map(name, Parse(name, text));

    /// <exception cref="InvalidSettingException">It is no object of strings, or what it names can be no variable.</exception>
    public static IReadOnlyDictionary<string, string> Map(string name, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Any(static member => member.Value.ValueKind != JsonValueKind.String))
            throw new InvalidSettingException($"{name} must be a JSON object of strings, such as {{\"LOG_LEVEL\":\"error\"}}.");
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            var value = member.Value.GetString()!;
            if (member.Name.Length == 0 || member.Name.AsSpan().ContainsAny('=', '\0') || value.Contains('\0', StringComparison.Ordinal))
                throw new InvalidSettingException($"{name} names a variable that no program can have: names are not empty and have no '=', and nothing has a NUL.");
            map[member.Name] = value;
        }

        return map;
    }
}
