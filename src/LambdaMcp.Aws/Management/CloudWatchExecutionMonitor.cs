using System.Globalization;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Gateway.Management.Monitoring;

namespace LambdaMcp.Aws.Management;

/// <summary>
/// Metrics by CloudWatch's GetMetricData, logs by CloudWatch Logs' FilterLogEvents. CloudWatch speaks three protocols; this is its AWS JSON
/// 1.0, the one that AWS's SDK for JavaScript uses.
/// </summary>
internal sealed class CloudWatchExecutionMonitor(Func<SignedClient> metrics, Func<SignedClient> logs) : IExecutionMonitor
{
    // One holds more than any caller asks for.
    private const int MostPages = 20;

    public async Task<IReadOnlyList<IReadOnlyList<MetricPoint>>> ReadMetricsAsync(
        string functionName, IReadOnlyList<MetricQuery> queries, TimeRange range, TimeSpan period, CancellationToken cancellationToken)
    {
        var series = queries.Select(static _ => new List<MetricPoint>()).ToArray();
        var input = new GetMetricDataInput
        {
            StartTime = range.Start.ToUnixTimeSeconds(),
            EndTime = range.End.ToUnixTimeSeconds(),
            ScanBy = "TimestampAscending",
            MetricDataQueries = [.. queries.Select((query, index) =>
                MetricDataQuery.Of(string.Create(CultureInfo.InvariantCulture, $"m{index}"), functionName, query, period))],
        };
        try
        {
            for (var page = 0; page < MostPages; page++)
            {
                var call = SignedCall.Json("1.0", "GraniteServiceVersion20100801.GetMetricData", input, ManagementJson.Default.GetMetricDataInput);
                var answer = await metrics().CallAsync(call, ManagementJson.Default.GetMetricDataAnswer, cancellationToken);
                foreach (var result in answer.MetricDataResults ?? [])
                {
                    if (result.Id is ['m', .. var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < series.Length)
                        series[index].AddRange(result.Points());
                }

                if (string.IsNullOrEmpty(answer.NextToken))
                    break;
                input = input with { NextToken = answer.NextToken };
            }
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw ManagementFailure.Of(error, $"the metrics of {functionName}", "cloudwatch:GetMetricData");
        }

        return series;
    }

    public async Task<LogPage> ReadLogAsync(
        string functionName, string pattern, TimeRange range, int limit, string? continuation, CancellationToken cancellationToken)
    {
        var input = new FilterLogEventsInput
        {
            LogGroupName = $"/aws/lambda/{functionName}",
            StartTime = range.Start.ToUnixTimeMilliseconds(),
            EndTime = range.End.ToUnixTimeMilliseconds(),
            FilterPattern = pattern,
            Limit = limit,
            NextToken = continuation,
        };
        try
        {
            var call = SignedCall.Json("1.1", "Logs_20140328.FilterLogEvents", input, ManagementJson.Default.FilterLogEventsInput);
            var answer = await logs().CallAsync(call, ManagementJson.Default.FilterLogEventsAnswer, cancellationToken);
            var lines = (answer.Events ?? []).Select(static line =>
                new LogLine(DateTimeOffset.FromUnixTimeMilliseconds(line.Timestamp), (line.Message ?? "").TrimEnd('\n', '\r')));
            return new LogPage([.. lines], string.IsNullOrEmpty(answer.NextToken) ? null : answer.NextToken);
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "ResourceNotFoundException")
        {
            // Lambda makes the group when the function first writes.
            return new LogPage([], null);
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw ManagementFailure.Of(error, $"the log of {functionName}", $"logs:FilterLogEvents on the log group {input.LogGroupName}");
        }
    }
}
