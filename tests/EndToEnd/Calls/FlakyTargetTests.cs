using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd.Fixture;
using EndToEnd.Targets;

namespace EndToEnd.Calls;

/// <summary>A function that fails three times of ten, and takes fewer calls at a time than come.</summary>
public sealed partial class FlakyTargetTests(LocalDeployment stack) : IDisposable
{
    private const int Calls = 1000;
    private const int Callers = 8;

    // What the registration gives a call, and as much again for a machine that does other things as well.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20 + 20);

    private readonly McpHttp _http = new(stack.Ready);

    [Fact]
    public async Task A_thousand_calls_all_end_in_a_result_or_a_clear_error_and_every_repetition_is_counted()
    {
        Require.Program("node");
        // The pauses are long beside what a call takes: on a slow machine too, those that are too many come back to a place that is free.
        await using var tool = await Registered.AddAsync(
            stack, "e2e-flaky", "private-flaky", more: """ "annotations":{"readOnlyHint":true},"retry":{"attempts":5,"baseDelayMs":100},"timeout":20""");
        var session = await _http.OpenSessionAsync();
        var results = new ConcurrentBag<(int Number, JsonElement Result)>();
        var slowest = TimeSpan.Zero;

        await Parallel.ForAsync(0, Calls, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (number, _) =>
        {
            var clock = Stopwatch.StartNew();
            results.Add((number, await _http.CallAsync(session, "e2e-flaky", $$"""{"number":{{number}}}""")));
            lock (_http)
                slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
        });

        Assert.Equal(Calls, results.Count);
        Assert.True(slowest < Deadline, $"The slowest call took {slowest}.");
        var errors = results.Where(one => one.Result.TryGetProperty("isError", out _)).ToArray();
        Assert.All(errors, one => Assert.Contains(Code(one.Result), new[] { "function_error", "throttled", "target_unavailable" }));
        Assert.All(results.Except(errors), one => Assert.Equal(one.Number, one.Result.GetProperty("structuredContent").GetProperty("number").GetInt32()));
        Assert.InRange(errors.Length, 0, Calls / 10);

        var repetitions = results.Sum(one => Attempts(one.Result) - 1);
        Assert.InRange(repetitions, Calls / 5, Calls * 3);
        await LogCountsAsync(repetitions);
    }

    public void Dispose() => _http.Dispose();

    private static string? Code(JsonElement result) => result.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString();

    private static int Attempts(JsonElement result)
    {
        if (result.TryGetProperty("isError", out _))
            return TriedTimes().Match(result.GetProperty("content")[0].GetProperty("text").GetString()!) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, null) : 1;
        return result.TryGetProperty("_meta", out var meta) && meta.TryGetProperty("lambda-mcp/attempts", out var attempts) ? attempts.GetInt32() : 1;
    }

    // The log comes by another way than the answers, and may come later.
    private async Task LogCountsAsync(int repetitions)
    {
        for (var left = 600; ; left--)
        {
            var logged = stack.FunctionLog.Count(line => line.Contains("is called again", StringComparison.Ordinal) && line.Contains("e2e-flaky", StringComparison.Ordinal));
            if (logged == repetitions)
                return;
            Assert.True(left > 0, $"{repetitions} repetitions were told, and {logged} logged.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex(@"It was tried (\d+) times\.")]
    private static partial Regex TriedTimes();
}
