using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Cli.Aws;

namespace LambdaMcp.Cli.Logs;

/// <summary>Reads a log group from a time on; what was read before is not read again.</summary>
internal sealed class LogReader(SignedClient client, LogGroup group, DateTimeOffset since)
{
    // Lines reach CloudWatch some seconds after they were written, and not in their order.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _seen = [];
    private long _from = since.ToUnixTimeMilliseconds();

    /// <summary>What came since the last time.</summary>
    /// <param name="pattern">CloudWatch's filter; null for everything.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FailedException">It may not be read.</exception>
    public async IAsyncEnumerable<LogEvent> ReadAsync(string? pattern, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (next, newest) = ((string?)null, _from);
        do
        {
            var input = new JsonObject { ["logGroupName"] = group.Name, ["startTime"] = _from };
            if (pattern is not null)
                input["filterPattern"] = pattern;
            if (next is not null)
                input["nextToken"] = next;
            var page = await AwsFailures.TellAsync($"The logs {group.Name} cannot be read", "logs:FilterLogEvents on the log group", () => PageAsync(input, cancellationToken));
            foreach (var entry in page["events"]?.AsArray() ?? [])
            {
                var time = entry!["timestamp"]!.GetValue<long>();
                newest = Math.Max(newest, time);
                if (_seen.Add($"{entry["logStreamName"]} {entry["eventId"]}"))
                    yield return new(group.Label, DateTimeOffset.FromUnixTimeMilliseconds(time), entry["message"]?.ToString().TrimEnd('\n', '\r') ?? "");
            }

            next = page["nextToken"]?.ToString();
        }
        while (next is not null);
        _from = Math.Max(_from, newest - (long)Late.TotalMilliseconds);
    }

    // A function that has not run yet has no log group, or no stream in it.
    private async Task<JsonObject> PageAsync(JsonObject input, CancellationToken cancellationToken)
    {
        try
        {
            return await AwsJson.PostAsync(client, "Logs_20140328.FilterLogEvents", input, cancellationToken);
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "ResourceNotFoundException")
        {
            return [];
        }
    }
}
