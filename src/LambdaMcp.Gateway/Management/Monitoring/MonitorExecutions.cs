using System.Text.Json;
using LambdaMcp.Gateway.Management.Functions;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Management.Monitoring;

/// <summary><c>monitor_executions</c>: a function's metrics over a time, and the errors in its log.</summary>
internal sealed class MonitorExecutions(ManagedFunctions functions, IExecutionMonitor monitor, TimeProvider time)
    : ManagementTool("monitor_executions", "Monitor function execution metrics and logs", isReadOnly: true, Input, Output)
{
    private const int PageSize = 50;

    // Pages without a match count too; the next call goes on where this one ended.
    private const int MostPages = 5;
    private const int LongestMessage = 2000;

    // Words of the runtimes' errors and of logs' levels, and what Lambda says itself.
    private const string ErrorPattern =
        """?ERROR ?Error ?Exception ?CRITICAL ?FATAL ?"Task timed out" ?"Runtime exited" ?"Status: error" ?"Status: timeout" ?"\"level\":\"error\"" """;

    private static readonly MetricQuery[] Queries =
    [
        new("Invocations", "Sum"), new("Errors", "Sum"), new("Throttles", "Sum"), new("ConcurrentExecutions", "Maximum"),
        new("Duration", "Average"), new("Duration", "p95"), new("Duration", "Maximum"),
    ];

    private static readonly JsonElement Input = Schema("""
        {"type":"object","properties":{
        "function_name":{"type":"string","minLength":1,"maxLength":256,"description":"Function to monitor: its name or ARN."},
        "time_range":{"type":"object","properties":{
        "start":{"type":"string","description":"ISO 8601, such as 2024-07-29T10:30:00Z."},"end":{"type":"string","description":"ISO 8601; 90 days after the start at most."},
        "start_time":{"type":"string","description":"The same as start."},"end_time":{"type":"string","description":"The same as end."}},
        "allOf":[{"anyOf":[{"required":["start"]},{"required":["start_time"]}]},{"anyOf":[{"required":["end"]},{"required":["end_time"]}]}],
        "additionalProperties":false,"description":"Start and end time for metrics."},
        "include_errors":{"type":"boolean","default":false,"description":"Include error details: lines of the function's log that tell of errors, some 50 at a time."},
        "metric_types":{"type":"array","items":{"enum":["Invocations","Errors","Throttles","ConcurrentExecutions","Duration"]},"minItems":1,"uniqueItems":true,
        "description":"Specific metrics to retrieve; all without it."},
        "next_token":{"type":"string","minLength":1,"maxLength":4096,"description":"From an earlier answer: go on with the errors after those. The other arguments stay the same."}},
        "required":["function_name","time_range"],"additionalProperties":false}
        """);

    private static readonly JsonElement Output = Schema("""
        {"type":"object","properties":{
        "function_name":{"type":"string"},
        "time_range":{"type":"object","properties":{"start":{"type":"string"},"end":{"type":"string"}},"required":["start","end"]},
        "period_seconds":{"type":"integer","description":"The length of the interval that one value stands for."},
        "metrics":{"type":"array","items":{"type":"object","properties":{
        "metric":{"type":"string"},"statistic":{"type":"string"},"unit":{"type":"string"},"total":{"type":"number","description":"Of sums: over the whole time."},
        "datapoints":{"type":"array","items":{"type":"object","properties":{"timestamp":{"type":"string"},"value":{"type":"number"}},"required":["timestamp","value"]}}},
        "required":["metric","statistic","unit","datapoints"]}},
        "errors":{"type":"array","items":{"type":"object","properties":{"timestamp":{"type":"string"},"message":{"type":"string"}},"required":["timestamp","message"]}},
        "next_token":{"type":"string","description":"Where more errors may be."}},
        "required":["function_name","time_range","period_seconds","metrics"]}
        """);

    protected override async ValueTask<McpResult> ManageAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken)
    {
        var function = await functions.FindAsync(request, Text(arguments, "function_name")!, cancellationToken);
        var now = time.GetUtcNow();
        var range = RequestedRange.Read(arguments, now);
        var period = MetricPeriod.For(range, now);
        var wanted = arguments.TryGetProperty("metric_types"u8, out var types)
            ? types.EnumerateArray().Select(static type => type.GetString()).ToHashSet()
            : null;
        var queries = Queries.Where(query => wanted?.Contains(query.Metric) ?? true).ToArray();
        var series = await monitor.ReadMetricsAsync(function.Name, queries, range, period, cancellationToken);
        var errors = Flag(arguments, "include_errors")
            ? await ReadErrorsAsync(function.Name, range, Text(arguments, "next_token"), cancellationToken)
            : null;
        return Answer(request, writer =>
        {
            writer.WriteString("function_name"u8, function.Name);
            writer.WriteStartObject("time_range"u8);
            writer.WriteString("start"u8, RequestedRange.Text(range.Start));
            writer.WriteString("end"u8, RequestedRange.Text(range.End));
            writer.WriteEndObject();
            writer.WriteNumber("period_seconds"u8, (int)period.TotalSeconds);
            writer.WriteStartArray("metrics"u8);
            foreach (var (query, points) in queries.Zip(series))
                Write(writer, query, points);
            writer.WriteEndArray();
            if (errors is not null)
                Write(writer, errors);
        });
    }

    private async Task<LogPage> ReadErrorsAsync(string function, TimeRange range, string? continuation, CancellationToken cancellationToken)
    {
        var lines = new List<LogLine>();
        for (var i = 0; i < MostPages && lines.Count < PageSize; i++)
        {
            var page = await monitor.ReadLogAsync(function, ErrorPattern.Trim(), range, PageSize, continuation, cancellationToken);
            lines.AddRange(page.Lines);
            continuation = page.Continuation;
            if (continuation is null)
                break;
        }

        return new(lines, continuation);
    }

    private static void Write(Utf8JsonWriter writer, MetricQuery query, IReadOnlyList<MetricPoint> points)
    {
        writer.WriteStartObject();
        writer.WriteString("metric"u8, query.Metric);
        writer.WriteString("statistic"u8, query.Statistic);
        writer.WriteString("unit"u8, query.Metric == "Duration" ? "Milliseconds" : "Count");
        if (query.Statistic == "Sum")
            writer.WriteNumber("total"u8, points.Sum(static point => point.Value));
        writer.WriteStartArray("datapoints"u8);
        foreach (var point in points)
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp"u8, RequestedRange.Text(point.At));
            writer.WriteNumber("value"u8, point.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LogPage page)
    {
        writer.WriteStartArray("errors"u8);
        foreach (var line in page.Lines)
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp"u8, RequestedRange.Text(line.At));
            writer.WriteString("message"u8, line.Text.Length <= LongestMessage ? line.Text : string.Concat(line.Text.AsSpan(0, LongestMessage), "…"));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (page.Continuation is { } next)
            writer.WriteString("next_token"u8, next);
    }
}
