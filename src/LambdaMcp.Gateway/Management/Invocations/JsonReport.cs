using System.Text.Json;

namespace LambdaMcp.Gateway.Management.Invocations;

/// <summary>The record <c>platform.report</c>, which stands for the REPORT line where a function's log format is JSON.</summary>
internal static class JsonReport
{
    public static LogTail Read(List<string> lines)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (!lines[i].Contains("\"platform.report\"", StringComparison.Ordinal) || Metrics(lines[i]) is not { } metrics)
                continue;
            lines.RemoveAt(i);
            return LogTail.Of(
                lines, Number(metrics, "durationMs"), Number(metrics, "billedDurationMs"), Number(metrics, "memorySizeMB"),
                Number(metrics, "maxMemoryUsedMB"), Number(metrics, "initDurationMs") ?? Number(metrics, "restoreDurationMs"));
        }

        return new LogTail(lines);
    }

    private static JsonElement? Metrics(string line)
    {
        try
        {
            using var record = JsonDocument.Parse(line);
            return record.RootElement.ValueKind == JsonValueKind.Object
                && record.RootElement.TryGetProperty("type"u8, out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("platform.report"u8)
                && record.RootElement.TryGetProperty("record"u8, out var inner) && inner.ValueKind == JsonValueKind.Object
                && inner.TryGetProperty("metrics"u8, out var metrics) && metrics.ValueKind == JsonValueKind.Object
                    ? metrics.Clone()
                    : null;
        }
        catch (JsonException)
        {
            // The tail begins anywhere in a line.
            return null;
        }
    }

    private static double? Number(JsonElement metrics, string name) =>
        metrics.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
