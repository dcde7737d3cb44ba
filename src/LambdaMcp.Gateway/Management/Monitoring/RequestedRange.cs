using System.Globalization;
using System.Text.Json;
using LambdaMcp.Gateway.Calls;

namespace LambdaMcp.Gateway.Management.Monitoring;

/// <summary>Reads the argument <c>time_range</c>.</summary>
internal static class RequestedRange
{
    /// <summary>The longest range: what is told stays readable, and CloudWatch Logs' search within its bounds.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <exception cref="CallFailedException">It is no range that can be asked for.</exception>
    public static TimeRange Read(JsonElement arguments, DateTimeOffset now)
    {
        var given = arguments.GetProperty("time_range"u8);
        var (start, end) = (Moment(given, "start"), Moment(given, "end"));
        // What has not happened yet has no records.
        if (end > now)
            end = now;
        if (start >= end)
            throw Invalid($"its start ({Text(start)}) must be before its end, and before now ({Text(now)})");
        return end - start <= Longest ? new(start, end) : throw Invalid($"it may span {Longest.TotalDays:0} days at most");
    }

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(JsonElement range, string name)
    {
        var text = range.TryGetProperty(name, out var value) || range.TryGetProperty(name + "_time", out value) ? value.GetString() : null;
        return text is not null && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw Invalid($"its {name} must be a time such as 2024-07-29T10:30:00Z");
    }

    private static CallFailedException Invalid(string fault) => new("invalid_arguments", $"time_range cannot be used: {fault}.");
}
