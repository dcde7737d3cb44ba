using System.Globalization;
using System.Text.Json;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.References;

/// <summary>JSON pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    public static string Append(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public static string Append(string pointer, int position) => string.Create(CultureInfo.InvariantCulture, $"{pointer}/{position}");

    /// <summary>The names and positions that a pointer goes through, or null when it is no pointer.</summary>
    public static string[]? Split(string pointer)
    {
        if (pointer.Length == 0)
            return [];
        if (pointer[0] != '/')
            return null;
        var tokens = pointer[1..].Split('/');
        for (var i = 0; i < tokens.Length; i++)
            tokens[i] = tokens[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        return tokens;
    }

    /// <summary>One step into a value; null when there is nothing.</summary>
    public static JsonElement? Step(JsonElement value, string token)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (JsonText.NameEquals(member, token))
                    return member.Value;
            }
        }
        else if (value.ValueKind == JsonValueKind.Array
            && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            && (token.Length == 1 || token[0] != '0')
            && position < value.GetArrayLength())
        {
            return value[position];
        }

        return null;
    }
}
