using System.Text.Json;

namespace LambdaMcp.Telemetry.Metrics;

/// <summary>
/// Metrics within a log line, in CloudWatch's embedded metric format
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
/// </summary>
internal static class EmbeddedMetrics
{
    /// <summary>Writes the members <c>_aws</c>, the dimensions and the metrics.</summary>
    /// <param name="json">Within the record's object.</param>
    /// <param name="space">The namespace.</param>
    /// <param name="time">When it happened.</param>
    /// <param name="detail">The second dimension and its value; null without one. The first, <c>Service</c>, is every record's own.</param>
    /// <param name="values">The numbers.</param>
    public static void Write(Utf8JsonWriter json, string space, DateTimeOffset time, (string Name, string Value)? detail, ReadOnlySpan<MetricValue> values)
    {
        json.WriteStartObject("_aws"u8);
        json.WriteNumber("Timestamp"u8, time.ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics"u8);
        WriteDirective(json, space, null, values);
        if (detail is { } dimension)
            WriteDirective(json, space, dimension.Name, values);
        json.WriteEndArray();
        json.WriteEndObject();
        if (detail is { } named)
            json.WriteString(named.Name, named.Value);
        foreach (var value in values)
            json.WriteNumber(value.Name, value.Value);
    }

    private static void WriteDirective(Utf8JsonWriter json, string space, string? detail, ReadOnlySpan<MetricValue> values)
    {
        json.WriteStartObject();
        json.WriteString("Namespace"u8, space);
        json.WriteStartArray("Dimensions"u8);
        json.WriteStartArray();
        json.WriteStringValue(MetricNames.Service);
        if (detail is not null)
            json.WriteStringValue(detail);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics"u8);
        foreach (var value in values)
        {
            if (detail is not null && !value.IsDetailed)
                continue;
            json.WriteStartObject();
            json.WriteString("Name"u8, value.Name);
            json.WriteString("Unit"u8, value.Unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
