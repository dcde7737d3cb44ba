using System.Text.Json.Nodes;
using LambdaMcp.Local.AwsApi;

namespace LambdaMcp.Local.Monitoring;

/// <summary>
/// CloudWatch's GetMetricData for what Lambda tells of functions: Invocations, Errors, Throttles, Duration and ConcurrentExecutions in the
/// namespace AWS/Lambda, by FunctionName, over the JSON 1.0 protocol. Metrics are complete at once.
/// </summary>
internal sealed class CloudWatchService(ExecutionRecords records) : IAwsService
{
    private const int MostQueries = 500;
    private const int MostPoints = 100_800;

    public string SigningName => "monitoring";

    public Task HandleAsync(AwsCall call) => AwsResult.WriteAsync(call.Http, call.Operation switch
    {
        "GetMetricData" => GetMetricData(call.Input()),
        var other => throw Rejected("UnknownOperationException", $"The local CloudWatch has no operation {other}"),
    });

    private JsonObject GetMetricData(JsonObject input)
    {
        if (input["MetricDataQueries"] is not JsonArray { Count: >= 1 and <= MostQueries } queries)
            throw Rejected("ValidationException", $"MetricDataQueries is a list of 1 to {MostQueries} queries.");
        var (start, end) = (Time(input, "StartTime"), Time(input, "EndTime"));
        if (start >= end)
            throw Rejected("ValidationException", "The parameter StartTime must be less than the parameter EndTime.");
        var newestFirst = (string?)input["ScanBy"] != "TimestampAscending";
        var most = (int?)input["MaxDatapoints"] ?? MostPoints;
        var wanted = queries.Select(static query => query as JsonObject ?? throw Rejected("ValidationException", "A query is no object."))
            .Where(static query => (bool?)query["ReturnData"] ?? true);
        var series = wanted.Select(query => (Query: query, Points: Points(query, start, end, newestFirst))).ToList();
        var flat = series.SelectMany((entry, index) => entry.Points.Select(point => (index, point))).ToList();
        var (page, next) = Page.Of(flat, (string?)input["NextToken"], most, "InvalidNextToken");
        var results = series.Select((entry, index) => new JsonObject
        {
            ["Id"] = (string?)entry.Query["Id"] ?? throw Rejected("ValidationException", "A query has no Id."),
            ["Label"] = (string?)entry.Query["Label"] ?? (string?)entry.Query["MetricStat"]?["Metric"]?["MetricName"],
            ["Timestamps"] = new JsonArray([.. page.Where(item => item.index == index).Select(static item => (JsonNode)item.point.At)]),
            ["Values"] = new JsonArray([.. page.Where(item => item.index == index).Select(static item => (JsonNode)item.point.Value)]),
            ["StatusCode"] = next is null ? "Complete" : "PartialData",
        });
        var answer = new JsonObject { ["MetricDataResults"] = new JsonArray([.. results]), ["Messages"] = new JsonArray() };
        if (next is not null)
            answer["NextToken"] = next;
        return answer;
    }

    private IReadOnlyList<(long At, double Value)> Points(JsonObject query, double start, double end, bool newestFirst)
    {
        if (query["MetricStat"] is not JsonObject wanted)
            throw Rejected("ValidationException", "The local CloudWatch has no expressions: a query needs MetricStat.");
        var statistic = (string?)wanted["Stat"] ?? throw Rejected("ValidationException", "Stat is missing.");
        if ((int?)wanted["Period"] is not { } period || period < 60 || period % 60 != 0)
            throw Rejected("ValidationException", "Period is a multiple of 60 seconds.");
        var first = Floor((long)start, period);
        var buckets = Samples(wanted["Metric"] as JsonObject)
            .GroupBy(sample => Floor(sample.At.ToUnixTimeSeconds(), period))
            .Where(bucket => bucket.Key >= first && bucket.Key < end)
            .OrderBy(bucket => newestFirst ? -bucket.Key : bucket.Key);
        return [.. buckets.Select(bucket => (bucket.Key, MetricStatistic.Of(statistic, [.. bucket.Select(static sample => sample.Value)])
            ?? throw Rejected("ValidationException", $"The statistic {statistic} is not known.")))];
    }

    private IEnumerable<(DateTimeOffset At, double Value)> Samples(JsonObject? metric)
    {
        if ((string?)metric?["Namespace"] != "AWS/Lambda" || metric["Dimensions"] is not JsonArray { Count: 1 } dimensions || (string?)dimensions[0]?["Name"] != "FunctionName")
            return [];
        var all = records.Executions((string?)dimensions[0]?["Value"] ?? "");
        var ran = all.Where(static execution => execution.Duration is not null);
        return (string?)metric["MetricName"] switch
        {
            "Invocations" => ran.Select(static execution => (execution.Started, 1.0)),
            "Errors" => ran.Select(static execution => (execution.Started, execution.Failed ? 1.0 : 0.0)),
            "Duration" => ran.Select(static execution => (execution.Started, execution.Duration!.Value.TotalMilliseconds)),
            "Throttles" => all.Select(static execution => (execution.Started, execution.Duration is null ? 1.0 : 0.0)),
            "ConcurrentExecutions" => ran.Select(static execution => (execution.Started, (double)execution.Concurrency)),
            _ => [],
        };
    }

    private static double Time(JsonObject input, string name) =>
        (double?)input[name] ?? throw Rejected("ValidationException", $"The parameter {name} is required.");

    private static long Floor(long time, int period) => time - (time % period);

    private static AwsRejectedException Rejected(string type, string message) => new(StatusCodes.Status400BadRequest, type, message);
}
