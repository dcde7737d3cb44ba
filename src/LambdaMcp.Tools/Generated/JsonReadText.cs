using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Generated;

/// <summary>Reads for generated code what JSON has as strings of a format.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonReadText
{
    /// <summary>A GUID in its form with hyphens.</summary>
    public static Guid Guid(JsonElement value) =>
        System.Guid.TryParseExact(JsonRead.String(value), "D", out var guid) ? guid : throw JsonRead.Wrong("must be a UUID", value);

    /// <summary>An absolute or relative URI.</summary>
    public static Uri Uri(JsonElement value) =>
        System.Uri.TryCreate(JsonRead.String(value), UriKind.RelativeOrAbsolute, out var uri) ? uri : throw JsonRead.Wrong("must be a URI", value);

    /// <summary>A date and time (ISO 8601).</summary>
    public static DateTime DateTime(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.TryGetDateTime(out var time) ? time : throw NoDateTime(value);

    /// <summary>A date and time (ISO 8601) with its offset.</summary>
    public static DateTimeOffset DateTimeOffset(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? time : throw NoDateTime(value);

    /// <summary>A date such as 2026-07-28.</summary>
    public static DateOnly DateOnly(JsonElement value) =>
        System.DateOnly.TryParseExact(JsonRead.String(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw JsonRead.Wrong("must be a date such as 2026-07-28", value);

    /// <summary>A time of day such as 12:30:00; a Z at the end is read over, since the JSON Schema format has one.</summary>
    public static TimeOnly TimeOnly(JsonElement value)
    {
        var text = JsonRead.String(value);
        return System.TimeOnly.TryParseExact(
            text.EndsWith('Z') ? text[..^1] : text, ["HH:mm:ss.FFFFFFF", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw JsonRead.Wrong("must be a time such as 12:30:00", value);
    }

    /// <summary>A duration: ISO 8601 (<c>PT1H30M</c>), or .NET's own form (<c>01:30:00</c>).</summary>
    public static TimeSpan TimeSpan(JsonElement value)
    {
        var text = JsonRead.String(value);
        if (System.TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span))
            return span;
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw JsonRead.Wrong("must be a duration such as PT1H30M", value);
        }
    }

    /// <summary>Bytes, in base64.</summary>
    public static byte[] Bytes(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes) ? bytes : throw JsonRead.Wrong("must be base64", value);

    private static InvalidArgumentException NoDateTime(JsonElement value) => JsonRead.Wrong("must be a date and time such as 2026-07-28T12:30:00Z", value);
}
