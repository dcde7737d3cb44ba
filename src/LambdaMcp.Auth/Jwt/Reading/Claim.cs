using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LambdaMcp.Auth.Jwt.Reading;

/// <summary>Reads one member of a token's JSON. False stands for a wrong type; a member that is not there is null.</summary>
internal static class Claim
{
    // The last second of the year 9999.
    private const double LastSecond = 253_402_300_799;

    public static bool TryText(JsonElement json, string name, out string? text)
    {
        text = null;
        if (!json.TryGetProperty(name, out var value))
            return true;
        text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null;
    }

    /// <summary>A text that goes into names and logs: not empty, not long, and without characters that are not seen.</summary>
    public static bool TryName(JsonElement json, string name, int longest, out string? text) =>
        TryText(json, name, out text) && (text is null || (text.Length > 0 && text.Length <= longest && IsVisible(text)));

    public static bool TryList(JsonElement json, string name, out IReadOnlyList<string>? list)
    {
        list = null;
        if (!json.TryGetProperty(name, out var value))
            return true;
        if (value.ValueKind == JsonValueKind.String)
        {
            list = [value.GetString()!];
            return true;
        }

        if (value.ValueKind != JsonValueKind.Array)
            return false;
        var items = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
                return false;
            items.Add(item.GetString()!);
        }

        list = items;
        return true;
    }

    /// <summary>A NumericDate (RFC 7519, section 2): seconds since 1970, with a fraction if need be.</summary>
    public static bool TryDate(JsonElement json, string name, out DateTimeOffset? date)
    {
        date = null;
        if (!json.TryGetProperty(name, out var value))
            return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || !(seconds >= 0 && seconds <= LastSecond))
            return false;
        date = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }

    private static bool IsVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator)
            {
                return false;
            }
        }

        return true;
    }
}
