using System.Globalization;
using System.Text.Json;

namespace LambdaMcp.Auth.Tokens;

/// <summary>Times as they are written down beside tokens: ISO 8601, or seconds since 1970 as DynamoDB's time to live has them.</summary>
public static class TokenTime
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads ISO 8601; a date is its first moment, and what has no offset is UTC.</summary>
    public static bool TryParse(string? text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    internal static bool TryRead(JsonElement value, out DateTimeOffset time)
    {
        time = default;
        if (value.ValueKind == JsonValueKind.String)
            return TryParse(value.GetString(), out time);
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var seconds))
            return false;
        // Up to the end of the year 9999.
        if (seconds is < 0 or > 253_402_300_799)
            return false;
        time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }
}
