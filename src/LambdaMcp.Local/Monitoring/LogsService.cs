using System.Globalization;
using System.Text.Json.Nodes;
using LambdaMcp.Local.AwsApi;

namespace LambdaMcp.Local.Monitoring;

/// <summary>
/// CloudWatch Logs' FilterLogEvents over the functions' output, over the JSON 1.1 protocol. A function's lines are one stream, in the log group <c>/aws/lambda/FUNCTION</c>
/// and, where the template gives it another, in that too. Filter patterns are words, quoted phrases, their exclusion by a hyphen, and alternatives by a question mark.
/// </summary>
/// <param name="records">What the functions wrote.</param>
/// <param name="functionsOf">The names of the functions that write into a log group.</param>
internal sealed class LogsService(ExecutionRecords records, Func<string, IReadOnlyList<string>> functionsOf) : IAwsService
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
        var functions = functionsOf(group);
        var lines = functions.Select(function => (Function: function, Lines: records.Lines(function))).Where(written => written.Lines is not null).ToList();
        // Lambda makes a function's own group when it first writes.
        if (functions.Count == 0 || lines.Count == 0 && group.StartsWith(Prefix, StringComparison.Ordinal))
            throw Rejected("ResourceNotFoundException", "The specified log group does not exist.");
        var (from, to) = ((long?)input["startTime"] ?? 0, (long?)input["endTime"] ?? long.MaxValue);
        var pattern = FilterPattern.Parse((string?)input["filterPattern"] ?? "");
        var limit = (int?)input["limit"] ?? MostEvents;
        if (limit is < 1 or > MostEvents)
            throw Rejected("InvalidParameterException", $"limit is a number from 1 to {MostEvents}.");
        var matches = lines.SelectMany(written => written.Lines!.Select(line => (written.Function, Line: line)))
            .Where(entry => entry.Line.Time >= from && entry.Line.Time <= to && pattern.Matches(entry.Line.Text))
            .OrderBy(entry => entry.Line.Time).ToList();
        var (page, next) = Page.Of(matches, (string?)input["nextToken"], limit, "InvalidParameterException");
        var answer = new JsonObject
        {
            ["events"] = new JsonArray([.. page.Select(entry => new JsonObject
            {
                ["eventId"] = entry.Line.Number.ToString("D56", CultureInfo.InvariantCulture),
                ["ingestionTime"] = entry.Line.Time,
                ["logStreamName"] = functions.Count > 1 ? $"{entry.Function}[$LATEST]local" : "[$LATEST]local",
                ["message"] = entry.Line.Text + "\n",
                ["timestamp"] = entry.Line.Time,
            })]),
            ["searchedLogStreams"] = new JsonArray(),
        };
        if (next is not null)
            answer["nextToken"] = next;
        return answer;
    }

    private static AwsRejectedException Rejected(string type, string message) => new(StatusCodes.Status400BadRequest, type, message);
}
