using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runner.Deployment;

/// <summary>How often each function was invoked, as CloudWatch's metrics have it.</summary>
internal static class InvocationCounts
{
    private const int Hour = 3600;

    /// <returns>The functions that ran at all, by name, with the number of their invocations since the deployment began.</returns>
    public static async Task<IReadOnlyDictionary<string, long>> ReadAsync(ReadyFile ready, CancellationToken cancellationToken)
    {
        using var functions = JsonDocument.Parse(await SignedRequest.SendAsync(
            ready, "lambda", HttpMethod.Get, new($"{ready.LambdaUrl}/2015-03-31/functions/"), [], target: null, cancellationToken));
        string[] names = [.. functions.RootElement.GetProperty("Functions").EnumerateArray().Select(function => function.GetProperty("FunctionName").GetString()!)];
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var question = new JsonObject
        {
            ["StartTime"] = now - 2 * Hour,
            ["EndTime"] = now + Hour,
            ["MetricDataQueries"] = new JsonArray([.. names.Select((name, index) => (JsonNode)Query(name, index))]),
        };
        using var answer = JsonDocument.Parse(await SignedRequest.SendAsync(
            ready, "monitoring", HttpMethod.Post, new(ready.EndpointUrl + "/"), JsonSerializer.SerializeToUtf8Bytes(question),
            "GraniteServiceVersion20100801.GetMetricData", cancellationToken));
        return answer.RootElement.GetProperty("MetricDataResults").EnumerateArray()
            .Select((series, index) => (Name: names[index], Count: (long)series.GetProperty("Values").EnumerateArray().Sum(value => value.GetDouble())))
            .Where(function => function.Count > 0)
            .ToDictionary(function => function.Name, function => function.Count);
    }

    private static JsonObject Query(string name, int index) => new()
    {
        ["Id"] = $"f{index}",
        ["MetricStat"] = new JsonObject
        {
            ["Metric"] = new JsonObject
            {
                ["Namespace"] = "AWS/Lambda",
                ["MetricName"] = "Invocations",
                ["Dimensions"] = new JsonArray(new JsonObject { ["Name"] = "FunctionName", ["Value"] = name }),
            },
            ["Period"] = Hour,
            ["Stat"] = "Sum",
        },
    };
}
