using System.Globalization;
using System.Text.Json.Nodes;
using LambdaMcp.Local.AwsApi;

namespace LambdaMcp.Local.Monitoring;

/// <summary>
/// CloudWatch Logs' FilterLogEvents over the functions' output, in log groups named <c>/aws/lambda/FUNCTION</c>, over the JSON 1.1 protocol.
/// A function's lines are one stream. Filter patterns are words, quoted phrases, their exclusion by a hyphen, and alternatives by a question mark.
/// </summary>
internal sealed class LogsService(ExecutionRecords records, Func<string, bool> isFunction) : IAwsService
{
    private const string Prefix = "/aws/lambda/";
    private const int MostEvents = 10_000;

    public string SigningName => "logs";

    public Task HandleAsync(AwsCall call) => AwsResult.WriteAsync(call.Http, call.Operation switch
    {
        "FilterLogEvents" => FilterLogEvents(call.Input()),
        var other => throw Rejected("UnknownOperationException", $"The local CloudWatch Logs has no operation {other}"),
    });

    private JsonObject FilterLogEvents(JsonObject input)
    {
        var group = (string?)input["logGroupName"] ?? throw Rejected("InvalidParameterException", "logGroupName is missing.");
        var function = group.StartsWith(Prefix, StringComparison.Ordinal) ? group[Prefix.Length..] : "";
        // Lambda makes the group when the function first writes.
        if (records.Lines(function) is not { } lines || !isFunction(function))
            throw Rejected("ResourceNotFoundException", "The specified log group does not exist.");
        var (from, to) = ((long?)input["startTime"] ?? 0, (long?)input["endTime"] ?? long.MaxValue);
        var pattern = FilterPattern.Parse((string?)input["filterPattern"] ?? "");
        var limit = (int?)input["limit"] ?? MostEvents;
        if (limit is < 1 or > MostEvents)
            throw Rejected("InvalidParameterException", $"limit is a number from 1 to {MostEvents}.");
        var matches = lines.Where(line => line.Time >= from && line.Time <= to && pattern.Matches(line.Text)).ToList();
        var (page, next) = Page.Of(matches, (string?)input["nextToken"], limit, "InvalidParameterException");
        var answer = new JsonObject
        {
            ["events"] = new JsonArray([.. page.Select(line => new JsonObject
            {
                ["eventId"] = line.Number.ToString("D56", CultureInfo.InvariantCulture),
                ["ingestionTime"] = line.Time,
                ["logStreamName"] = "[$LATEST]local",
                ["message"] = line.Text + "\n",
                ["timestamp"] = line.Time,
            })]),
            ["searchedLogStreams"] = new JsonArray(),
        };
        if (next is not null)
            answer["nextToken"] = next;
        return answer;
    }

    private static AwsRejectedException Rejected(string type, string message) => new(StatusCodes.Status400BadRequest, type, message);
}
