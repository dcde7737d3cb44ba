using LambdaMcp.Gateway.Targets;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Tests.Calls.Retries;

/// <summary>Calls that are made again, and those that must not be.</summary>
public sealed class RepeatedCallTests
{
    private readonly CallBench _bench = new();

    [Theory]
    [InlineData(TargetFailure.Throttled, false, 3)]
    [InlineData(TargetFailure.Throttled, true, 3)]
    [InlineData(TargetFailure.Unavailable, false, 1)]
    [InlineData(TargetFailure.Unavailable, true, 3)]
    [InlineData(TargetFailure.BrokenOff, false, 1)]
    [InlineData(TargetFailure.BrokenOff, true, 3)]
    [InlineData(TargetFailure.TimedOut, true, 1)]
    [InlineData(TargetFailure.FunctionTimedOut, true, 1)]
    [InlineData(TargetFailure.NotFound, true, 1)]
    [InlineData(TargetFailure.AccessDenied, true, 1)]
    [InlineData(TargetFailure.Refused, true, 1)]
    public async Task What_may_have_run_is_repeated_for_harmless_tools_alone(TargetFailure failure, bool isReadOnly, int calls)
    {
        if (isReadOnly)
            _bench.ReadOnly();
        _bench.Invoker.Failure = new(failure, "no");

        var result = await _bench.CallAsync();

        Assert.Equal(calls, _bench.Calls);
        Assert.Equal(calls > 1, CallBench.Text(result).EndsWith($" It was tried {calls} times.", StringComparison.Ordinal));
        Assert.Equal(calls - 1, _bench.Log.Entries.Count(entry => entry.Level == LogLevel.Warning && entry.Message.Contains("is called again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_connection_that_never_stood_is_tried_again_for_any_tool()
    {
        _bench.Invoker.Failure = new(TargetFailure.Unavailable, "no route") { DidNotRun = true };

        await _bench.CallAsync();

        Assert.Equal(3, _bench.Calls);
    }

    [Fact]
    public async Task A_failure_that_passes_is_told_in_the_results_metadata_alone()
    {
        _bench.ReadOnly();
        FailFirst(2, TargetFailure.Unavailable);

        var result = await _bench.CallAsync();

        Assert.False(result.TryGetProperty("isError", out _));
        Assert.Equal(3, result.GetProperty("_meta").GetProperty("lambda-mcp/attempts").GetInt32());
        Assert.Equal(("ok", 3, 2), (
            _bench.Records.Single().GetProperty("outcome").GetString(), _bench.Records.Single().GetProperty("attempts").GetInt32(), _bench.Records.Single().GetProperty("Repetitions").GetInt32()));
    }

    [Fact]
    public async Task Waits_double_and_half_of_each_is_chance()
    {
        _bench.Registration = _bench.Registration with { Retry = new(4, 200) };
        _bench.Invoker.Failure = new(TargetFailure.Throttled, "no");

        await _bench.CallAsync();

        Assert.Equal(3, _bench.Time.Waits.Count);
        Assert.All(_bench.Time.Waits.Index(), wait => Assert.InRange(wait.Item.TotalMilliseconds, 100 << wait.Index, 200 << wait.Index));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 5)]
    public async Task A_registration_says_how_often(int attempts, int calls)
    {
        _bench.Registration = _bench.Registration with { Retry = new(attempts) };
        _bench.Invoker.Failure = new(TargetFailure.Unavailable, "no");

        await _bench.CallAsync();

        Assert.Equal(calls, _bench.Calls);
    }

    [Fact]
    public async Task Each_attempt_has_what_the_ones_before_left_and_none_begins_that_could_not_end()
    {
        _bench.Registration = _bench.Registration with { Retry = new(10, 1000), TimeoutSeconds = 4 };
        _bench.Invoker.Failure = new(TargetFailure.Throttled, "no");

        await _bench.CallAsync();

        Assert.InRange(_bench.Calls, 2, 4);
        Assert.Equal(TimeSpan.FromSeconds(4), _bench.Invoker.Requests[0].Timeout);
        Assert.All(_bench.Invoker.Requests, request => Assert.True(request.Timeout > TimeSpan.Zero));
        Assert.True(_bench.Time.Waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait) < TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task What_the_function_itself_says_is_an_answer_and_a_crash_is_none()
    {
        _bench.ReadOnly();
        _bench.Invoker.Answer = ScriptedInvoker.Json("""{"errorType":"KeyError","errorMessage":"no id"}""", "Unhandled");
        await _bench.CallAsync();
        Assert.Equal(1, _bench.Calls);

        _bench.Invoker.Answer = ScriptedInvoker.Json("""{"errorType":"Runtime.ExitError","errorMessage":"exit status 1"}""", "Unhandled");
        var crashed = await _bench.CallAsync();
        Assert.Equal(4, _bench.Calls);
        Assert.Contains("It was tried 3 times.", CallBench.Text(crashed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_broke_off_is_not_begun_again_for_its_client_may_have_heard_a_part()
    {
        _bench.ReadOnly();
        _bench.Registration = _bench.Registration with { Streams = true };
        _bench.Invoker.BreaksOff = new(TargetFailure.BrokenOff, "gone");
        _bench.Invoker.Stream = [new TargetChunk("half"u8.ToArray())];

        await _bench.CallAsync();

        Assert.Equal(1, _bench.Calls);
    }

    [Fact]
    public async Task Nobody_waits_for_a_client_that_went_away()
    {
        using var gone = new CancellationTokenSource();
        _bench.Invoker.AnswerOf = _ =>
        {
            gone.Cancel();
            throw new TargetUnavailableException(TargetFailure.Throttled, "no");
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.ResultAsync(cancellationToken: gone.Token));

        Assert.Equal(1, _bench.Calls);
    }

    [Fact]
    public async Task A_function_that_cannot_run_is_left_alone_for_some_seconds_and_then_tried_with_one_call()
    {
        _bench.Registration = _bench.Registration with { Retry = new(1) };
        _bench.Invoker.Failure = new(TargetFailure.Unavailable, "no");
        for (var i = 0; i < 5; i++)
            Assert.Equal("unavailable", CallBench.Code(await _bench.CallAsync()));

        var alone = await _bench.CallAsync();
        Assert.Equal(5, _bench.Calls);
        Assert.Equal("target_unavailable", CallBench.Code(alone));
        Assert.Contains("Try again in 5 seconds", CallBench.Text(alone), StringComparison.Ordinal);

        // The one that tries it fails: twice as long.
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("unavailable", CallBench.Code(await _bench.CallAsync()));
        Assert.Contains("in 10 seconds", CallBench.Text(await _bench.CallAsync()), StringComparison.Ordinal);

        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        _bench.Invoker.Failure = null;
        Assert.Null(CallBench.Code(await _bench.CallAsync()));
        Assert.Null(CallBench.Code(await _bench.CallAsync()));
    }

    [Fact]
    public async Task While_one_call_tries_the_function_the_others_still_leave_it_alone()
    {
        _bench.Registration = _bench.Registration with { Retry = new(1) };
        _bench.Invoker.Failure = new(TargetFailure.Unavailable, "no");
        for (var i = 0; i < 5; i++)
            await _bench.CallAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        var answer = new TaskCompletionSource();
        _bench.Invoker.Failure = null;
        _bench.Invoker.BeforeAnswer = _ => answer.Task;

        var trying = _bench.CallAsync();
        Assert.Equal("target_unavailable", CallBench.Code(await _bench.CallAsync()));
        answer.SetResult();

        Assert.Null(CallBench.Code(await trying));
    }

    [Fact]
    public async Task Throttles_never_have_it_left_alone_for_it_serves_others_meanwhile()
    {
        _bench.Registration = _bench.Registration with { Retry = new(1) };
        _bench.Invoker.Failure = new(TargetFailure.Throttled, "no");
        for (var i = 0; i < 7; i++)
            Assert.Equal("throttled", CallBench.Code(await _bench.CallAsync()));

        Assert.Equal(7, _bench.Calls);
    }

    [Fact]
    public async Task A_call_that_was_handed_over_ends_that_its_function_is_left_alone()
    {
        _bench.Registration = _bench.Registration with { Retry = new(1), Asynchronous = true };
        _bench.Invoker.Failure = new(TargetFailure.Unavailable, "no");
        for (var i = 0; i < 5; i++)
            await _bench.CallAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        _bench.Invoker.Failure = null;

        for (var i = 0; i < 3; i++)
            Assert.Null(CallBench.Code(await _bench.CallAsync()));
    }

    [Theory]
    [InlineData(TargetFailure.FunctionTimedOut, 3)]
    [InlineData(TargetFailure.TimedOut, 1)]
    public async Task A_function_that_ran_too_long_is_one_that_lambda_can_run(TargetFailure failure, int calls)
    {
        _bench.Registration = _bench.Registration with { Retry = new(1) };
        _bench.Invoker.Failure = new(TargetFailure.Unavailable, "no");
        for (var i = 0; i < 5; i++)
            await _bench.CallAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        _bench.Invoker.Failure = new(failure, "no");

        for (var i = 0; i < 3; i++)
            await _bench.CallAsync();

        Assert.Equal(5 + calls, _bench.Calls);
    }

    [Fact]
    public async Task A_call_without_time_left_is_not_made()
    {
        var result = await _bench.CallAsync(left: TimeSpan.FromSeconds(1));

        Assert.Equal("timed_out", CallBench.Code(result));
        Assert.Contains("was not called", CallBench.Text(result), StringComparison.Ordinal);
        Assert.Equal(0, _bench.Calls);
    }

    [Fact]
    public async Task A_functions_own_errors_never_have_it_left_alone()
    {
        _bench.Invoker.Answer = ScriptedInvoker.Json("""{"errorType":"KeyError","errorMessage":"no id"}""", "Unhandled");

        for (var i = 0; i < 20; i++)
            Assert.Equal("function_error", CallBench.Code(await _bench.CallAsync()));

        Assert.Equal(20, _bench.Calls);
    }

    [Theory]
    [InlineData("""{"errorType":"E","errorMessage":"m","stackTrace":["  File \"a.py\", line 1\n","    raise E\n"]}""", "\n  File \"a.py\", line 1\n    raise E")]
    [InlineData("""{"errorType":"E","errorMessage":"m","trace":["E: m","    at a.js:1"]}""", "\nE: m\n    at a.js:1")]
    [InlineData("""{"errorType":"E","errorMessage":"m"}""", "")]
    public async Task The_stack_trace_is_told_where_that_is_configured_alone(string error, string trace)
    {
        _bench.Invoker.Answer = ScriptedInvoker.Json(error, "Unhandled");
        Assert.Equal("find failed: m (E)", CallBench.Text(await _bench.CallAsync()));

        var open = new CallBench { Options = new() { StackTraces = true } };
        open.Invoker.Answer = ScriptedInvoker.Json(error, "Unhandled");
        Assert.Equal("find failed: m (E)" + trace, CallBench.Text(await open.CallAsync()));
    }

    private void FailFirst(int count, TargetFailure failure) =>
        _bench.Invoker.AnswerOf = _ => _bench.Calls > count ? ScriptedInvoker.Json("{}") : throw new TargetUnavailableException(failure, "no");
}
