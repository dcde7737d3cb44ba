using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Tasks;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Tests.Tasks;

public sealed class TaskWorkerTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly WorkerBench _bench = new();

    [Fact]
    public async Task A_task_is_stored_before_it_is_answered_and_run_when_its_event_comes()
    {
        var task = await _bench.StartAsync();
        Assert.Equal(TaskState.Working, (await _bench.FindAsync(task)).State);
        Assert.Empty(_bench.Runs);

        await _bench.DeliverAsync();

        var ended = await _bench.FindAsync(task);
        Assert.Equal(TaskState.Completed, ended.State);
        Assert.Equal("""{"resultType":"complete","text":"done","_meta":{"m":1}}""", Outcome(ended));
        Assert.Empty(_bench.Events);
    }

    [Fact]
    public async Task The_worker_gets_the_request_as_the_client_sent_it()
    {
        var task = await _bench.StartAsync("""{"name":"slow","arguments":{"a":1},"task":{"ttl":1},"requestState":"sealed","inputResponses":{},"_meta":{"progressToken":7,"x":1}}""");

        await _bench.DeliverAsync();

        var request = Assert.Single(_bench.Runs);
        Assert.Equal("""{"name":"slow","arguments":{"a":1},"_meta":{"progressToken":7,"x":1}}""", request.Params.GetRawText());
        Assert.Equal((task.Id, "tools/call", "2026-07-28", "alice", true), (request.Id.ToString(), request.Method, request.ProtocolVersion, request.Principal, request.IsStateless));
        Assert.True(request.ClientCapabilities.TryGetProperty("elicitation", out _));
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", request.TraceParent);
        Assert.Equal((JsonValueKind.Undefined, null), (request.InputResponses.ValueKind, request.RequestState));
    }

    [Fact]
    public async Task A_task_outlives_the_JSON_of_the_request_that_made_it()
    {
        using (var responses = JsonDocument.Parse("""{"name":{"n":1}}"""))
            await _bench.Starter.StartAsync(WorkerBench.Call() with { InputResponses = responses.RootElement }, "state", Cancel);

        await _bench.DeliverAsync();

        Assert.Equal(("""{"name":{"n":1}}""", "state"), (_bench.Runs[0].InputResponses.GetRawText(), _bench.Runs[0].RequestState));
    }

    [Fact]
    public async Task A_tool_may_tell_its_progress_though_the_client_gave_no_token()
    {
        var task = await _bench.StartAsync();

        await _bench.DeliverAsync();

        Assert.Equal(task.Id, _bench.Runs[0].ProgressToken?.GetString());
    }

    [Fact]
    public async Task An_event_that_comes_again_neither_runs_the_tool_again_nor_changes_the_ended_task()
    {
        var task = await _bench.StartAsync();
        var twice = _bench.Events.Peek();
        await _bench.DeliverAsync();
        var ended = await _bench.FindAsync(task);

        await _bench.DeliverAsync(twice);
        await _bench.DeliverAsync(twice with { LostInvocation = "invocation-1" });

        Assert.Single(_bench.Runs);
        Assert.Equal(ended.Version, (await _bench.FindAsync(task)).Version);
    }

    [Fact]
    public async Task An_event_that_comes_twice_at_once_runs_the_tool_once()
    {
        var task = await _bench.StartAsync();
        var twice = _bench.Events.Dequeue();
        var release = new TaskCompletionSource<McpResult?>();
        _bench.Tool = (_, _) => release.Task;

        var first = _bench.DeliverAsync(twice);
        await _bench.DeliverAsync(twice, "invocation-2");
        release.SetResult(new WorkerBench.Words("once"));
        await first;

        Assert.Single(_bench.Runs);
        Assert.Equal(TaskState.Completed, (await _bench.FindAsync(task)).State);
    }

    [Fact]
    public async Task A_retry_after_a_worker_died_does_not_run_the_tool_again_but_ends_the_task()
    {
        var task = await _bench.StartAsync();
        var again = _bench.Events.Peek();
        using var host = new CancellationTokenSource();
        _bench.Tool = async (_, token) =>
        {
            await host.CancelAsync();
            token.ThrowIfCancellationRequested();
            return null;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.DeliverAsync(cancellationToken: host.Token));

        await _bench.DeliverAsync(again);
        Assert.Equal(TaskState.Working, (await _bench.FindAsync(task)).State);
        _bench.Time.Advance(TimeSpan.FromMinutes(2));
        await _bench.DeliverAsync(again);

        Assert.Single(_bench.Runs);
        Assert.Equal(TaskState.Failed, (await _bench.FindAsync(task)).State);
    }

    [Fact]
    public async Task News_of_a_dead_invocation_ends_its_task_and_no_one_elses()
    {
        var task = await _bench.StartAsync();
        var wanted = _bench.Events.Dequeue();
        var now = _bench.Time.GetUtcNow();
        await _bench.Store.TryClaimAsync(task, new(1, "holder", now.AddMinutes(1), null, now), Cancel);

        await _bench.DeliverAsync(wanted with { LostInvocation = "a second delivery" });
        Assert.Equal(TaskState.Working, (await _bench.FindAsync(task)).State);
        await _bench.DeliverAsync(wanted with { Round = 2, LostInvocation = "holder" });
        Assert.Equal(TaskState.Working, (await _bench.FindAsync(task)).State);
        await _bench.DeliverAsync(wanted with { LostInvocation = "holder" });

        var ended = await _bench.FindAsync(task);
        Assert.Equal(TaskState.Failed, ended.State);
        Assert.StartsWith("""{"code":-32603,""", Outcome(ended), StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_of_an_event_that_never_reached_a_worker_ends_the_task()
    {
        var task = await _bench.StartAsync();

        await _bench.DeliverAsync(_bench.Events.Dequeue() with { LostInvocation = "never ran" });

        Assert.Equal(TaskState.Failed, (await _bench.FindAsync(task)).State);
    }

    [Fact]
    public async Task An_event_that_comes_again_starts_the_next_round_that_its_worker_died_before_starting()
    {
        _bench.Tool = (request, _) => Task.FromResult<McpResult?>(
            request.RequestState is null ? new TaskRequestedResult("on") : new WorkerBench.Words("done"));
        var task = await _bench.StartAsync();
        var first = _bench.Events.Peek();
        await _bench.DeliverAsync();
        _bench.Events.Clear();

        await _bench.DeliverAsync(first);
        await _bench.DeliverAsync();
        await _bench.DeliverAsync(first);

        Assert.Equal(2, _bench.Runs.Count);
        Assert.Equal(TaskState.Completed, (await _bench.FindAsync(task)).State);
        Assert.Empty(_bench.Events);
    }

    [Fact]
    public async Task A_tools_own_error_completes_the_task()
    {
        _bench.Tool = (_, _) => Task.FromResult<McpResult?>(new WorkerBench.Words("bad", isError: true));
        var task = await _bench.StartAsync();

        await _bench.DeliverAsync();

        Assert.Equal(TaskState.Completed, (await _bench.FindAsync(task)).State);
    }

    [Fact]
    public async Task A_JSON_RPC_error_fails_the_task_with_its_code_and_data()
    {
        _bench.Tool = (_, _) => throw new McpErrorException("limit", -32050, JsonElement.Parse("""{"after":3}"""));
        var task = await _bench.StartAsync();

        await _bench.DeliverAsync();

        var ended = await _bench.FindAsync(task);
        Assert.Equal((TaskState.Failed, "limit"), (ended.State, ended.StatusMessage));
        Assert.Equal("""{"code":-32050,"message":"limit","data":{"after":3}}""", Outcome(ended));
    }

    [Fact]
    public async Task A_failure_of_the_server_fails_the_task_and_does_not_tell_its_inside()
    {
        _bench.Tool = (_, _) => throw new InvalidOperationException("secret");
        var task = await _bench.StartAsync();

        await _bench.DeliverAsync();

        var ended = await _bench.FindAsync(task);
        Assert.Equal(TaskState.Failed, ended.State);
        Assert.DoesNotContain("secret", Outcome(ended), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_is_gone_fails_the_task()
    {
        _bench.Tool = (_, _) => Task.FromResult<McpResult?>(null);
        var task = await _bench.StartAsync();

        await _bench.DeliverAsync();

        Assert.StartsWith("""{"code":-32602,""", Outcome(await _bench.FindAsync(task)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_tool_asks_waits_for_the_client_and_its_answers_reach_the_tool()
    {
        _bench.Tool = (request, _) => Task.FromResult<McpResult?>(request.RequestState switch
        {
            null => new InputRequiredResult([new("name", "elicitation/create", JsonElement.Parse("""{"message":"?"}"""))], "asked once"),
            "asked once" => new InputRequiredResult([new("name", "elicitation/create", JsonElement.Parse("""{"message":"again?"}"""))], "asked twice"),
            _ => new WorkerBench.Words(request.InputResponses.GetRawText()),
        });
        var task = await _bench.StartAsync();

        await _bench.DeliverAsync();
        var asking = await _bench.FindAsync(task);
        await AnswerAsync(asking, """{"1.name":{"n":1}}""");
        await _bench.DeliverAsync();
        var askingAgain = await _bench.FindAsync(task);
        await AnswerAsync(askingAgain, """{"1.name":{"n":9},"2.name":{"n":2}}""");
        await _bench.DeliverAsync();

        Assert.Equal(TaskState.InputRequired, asking.State);
        Assert.Equal(["1.name"], asking.Inputs.Open.Select(open => open.Key));
        Assert.Equal(["2.name"], askingAgain.Inputs.Open.Select(open => open.Key));
        var ended = await _bench.FindAsync(task);
        Assert.Contains("""{\u0022name\u0022:{\u0022n\u0022:2}}""", Outcome(ended), StringComparison.Ordinal);
        Assert.Equal(3, _bench.Runs.Count);
    }

    [Fact]
    public async Task A_tool_that_asks_what_the_client_cannot_answer_fails_the_task()
    {
        _bench.Tool = (_, _) => Task.FromResult<McpResult?>(new InputRequiredResult([new("s", "sampling/createMessage", default)], null));
        var task = await _bench.StartAsync();

        await _bench.DeliverAsync();

        var ended = await _bench.FindAsync(task);
        Assert.Equal(TaskState.Failed, ended.State);
        Assert.Contains("\"code\":-32021", Outcome(ended), StringComparison.Ordinal);
        Assert.Contains("""{"requiredCapabilities":{"sampling":{}}}""", Outcome(ended), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_wants_another_round_and_asks_nothing_gets_it_but_not_for_ever()
    {
        _bench.Tool = (request, _) => Task.FromResult<McpResult?>(new InputRequiredResult([], (request.RequestState ?? "") + "."));
        var task = await _bench.StartAsync();

        while (_bench.Events.Count > 0)
            await _bench.DeliverAsync();

        Assert.Equal(100, _bench.Runs.Count);
        Assert.Equal(TaskState.Failed, (await _bench.FindAsync(task)).State);
    }

    [Fact]
    public async Task A_cancelled_run_is_told_and_its_outcome_is_dropped()
    {
        var running = new TaskCompletionSource();
        _bench.Tool = async (_, token) =>
        {
            running.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return null;
        };
        var task = await _bench.StartAsync();
        var run = _bench.DeliverAsync();
        await running.Task.WaitAsync(Cancel);

        await _bench.Store.TryUpdateAsync(task with { State = TaskState.Cancelled }, Cancel);
        await _bench.Store.StopAsync(task.Id, 1, Cancel);
        await _bench.BeatUntilAsync(() => Task.FromResult(run.IsCompleted));
        await run;

        Assert.Equal((TaskState.Cancelled, 2), ((await _bench.FindAsync(task)).State, (await _bench.FindAsync(task)).Version));
    }

    [Fact]
    public async Task A_result_that_comes_after_the_cancellation_is_dropped()
    {
        WorkerBench bench = _bench;
        TaskRecord? task = null;
        bench.Tool = async (_, _) =>
        {
            await bench.Store.TryUpdateAsync(task! with { State = TaskState.Cancelled }, Cancel);
            return new WorkerBench.Words("late");
        };
        task = await bench.StartAsync();

        await bench.DeliverAsync();

        Assert.Equal(TaskState.Cancelled, (await bench.FindAsync(task)).State);
    }

    [Fact]
    public async Task A_task_cancelled_before_its_event_comes_is_not_run()
    {
        var task = await _bench.StartAsync();
        await _bench.Store.TryUpdateAsync(task with { State = TaskState.Cancelled }, Cancel);

        await _bench.DeliverAsync();

        Assert.Empty(_bench.Runs);
    }

    [Fact]
    public async Task Progress_becomes_the_status_message_and_the_lease_moves_on()
    {
        var release = new TaskCompletionSource<McpResult?>();
        var told = new TaskCompletionSource();
        _bench.Tool = async (request, token) =>
        {
            await request.Client.NotifyAsync("notifications/message", """{"data":"x"}"""u8.ToArray(), token);
            await request.Client.NotifyAsync("notifications/progress", """{"progressToken":1,"progress":2,"total":8}"""u8.ToArray(), token);
            told.SetResult();
            return await release.Task;
        };
        var task = await _bench.StartAsync();
        var run = _bench.DeliverAsync();
        await told.Task.WaitAsync(Cancel);

        await _bench.BeatUntilAsync(async () => (await _bench.FindAsync(task)).Run!.StatusMessage == "2 of 8");
        var shown = (await _bench.FindAsync(task)).Run!;
        release.SetResult(new WorkerBench.Words("done"));
        await run;

        Assert.True(shown.HeldUntil > task.CreatedAt.AddMinutes(1));
    }

    [Fact]
    public async Task A_task_whose_worker_cannot_be_told_is_refused_and_stays_failed()
    {
        _bench.LaunchFailure = new InvalidOperationException("down");

        var error = await Assert.ThrowsAsync<McpProtocolException>(() => _bench.StartAsync());

        Assert.Equal(McpErrorCode.InternalError, error.ErrorCode);
        Assert.DoesNotContain("down", error.Message, StringComparison.Ordinal);
        var record = _bench.Records.Single();
        Assert.Equal(
            ("task", "slow", "error", "-32603"),
            (record.GetProperty("kind").GetString(), record.GetProperty("name").GetString(), record.GetProperty("outcome").GetString(), record.GetProperty("code").GetString()));
        Assert.Equal(32, record.GetProperty("task").GetString()!.Length);
    }

    [Fact]
    public async Task The_start_of_a_task_is_one_record_with_a_digest_and_is_no_call()
    {
        var task = await _bench.StartAsync();

        var record = _bench.Records.Single();
        Assert.Equal(("started", task.Id), (record.GetProperty("outcome").GetString(), record.GetProperty("task").GetString()));
        Assert.StartsWith("hmac-sha256:", record.GetProperty("argumentDigest").GetString(), StringComparison.Ordinal);
        Assert.False(record.TryGetProperty("Calls", out _));
    }

    [Fact]
    public async Task A_task_that_cannot_go_on_fails()
    {
        _bench.Tool = (_, _) =>
        {
            _bench.LaunchFailure = new InvalidOperationException("down");
            return Task.FromResult<McpResult?>(new InputRequiredResult([], "next"));
        };
        var task = await _bench.StartAsync();

        await _bench.DeliverAsync();

        Assert.Equal(TaskState.Failed, (await _bench.FindAsync(task)).State);
    }

    private async Task AnswerAsync(TaskRecord task, string responses)
    {
        var inputs = JsonElement.Parse(responses);
        var given = task.Inputs.Open.ToDictionary(open => TaskKeys.ForHandler(open.Key), open => inputs.GetProperty(open.Key).GetRawText());
        var merged = JsonElement.Parse($"{{{string.Join(",", given.Select(pair => $"\"{pair.Key}\":{pair.Value}"))}}}");
        var next = task.Continue(task.Inputs with { Open = [], Responses = merged }, _bench.Time.GetUtcNow());
        Assert.True(await _bench.Store.TryUpdateAsync(next, Cancel));
        await _bench.LaunchAsync(task.Id, next.Round, Cancel);
    }

    private static string Outcome(TaskRecord task) => Encoding.UTF8.GetString(task.Outcome.Span);
}
