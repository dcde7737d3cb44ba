using System.Text.Json;
using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Tasks;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Tests.Tasks;

public sealed class TaskMethodTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TaskBench _bench = new();

    public static TheoryData<string> Methods => ["tasks/get", "tasks/update", "tasks/cancel"];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_client_that_did_not_declare_the_extension_is_refused_and_told_what_to_declare(string method)
    {
        var task = await _bench.AddAsync();
        var error = await Assert.ThrowsAsync<McpErrorException>(() =>
            _bench.SendAsync(method, $$"""{"taskId":"{{task.Id}}","inputResponses":{} }""", capabilities: """{"elicitation":{}}"""));

        Assert.Equal(-32021, (int)error.ErrorCode);
        Assert.Equal("""{"requiredCapabilities":{"extensions":{"io.modelcontextprotocol/tasks":{}}}}""", error.ErrorData?.GetRawText());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_task_of_someone_else_is_as_unknown_as_one_that_never_was(string method)
    {
        var task = await _bench.AddAsync();
        string[] ids = [task.Id, TaskKeys.NewId(), "not-an-id", ""];

        foreach (var id in ids)
        {
            var error = await Assert.ThrowsAnyAsync<McpProtocolException>(() =>
                _bench.SendAsync(method, $$"""{"taskId":"{{id}}","inputResponses":{} }""", user: "mallory"));
            Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
            Assert.Equal("There is no such task, or it has expired.", error.Message);
        }

        Assert.Equal(TaskState.Working, (await _bench.FindAsync(task.Id)).State);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Params_without_an_id_are_refused(string method)
    {
        string[] bad = ["{}", """{"taskId":1}""", """{"taskId":null}"""];
        foreach (var parameters in bad)
        {
            var error = await Assert.ThrowsAnyAsync<McpProtocolException>(() => _bench.SendAsync(method, parameters));
            Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
        }
    }

    [Fact]
    public async Task An_expired_task_is_unknown()
    {
        var task = await _bench.AddAsync();
        _bench.Time.Advance(TimeSpan.FromHours(2));

        await Assert.ThrowsAnyAsync<McpProtocolException>(() => GetAsync(task));
    }

    [Fact]
    public async Task A_working_task_shows_its_times_and_nothing_of_its_inside()
    {
        var task = await _bench.AddAsync(task => task with { Inputs = new() { State = "secret" } });

        Assert.Equal(
            $$"""{"taskId":"{{task.Id}}","status":"working","createdAt":"2026-01-02T03:04:05.000Z","lastUpdatedAt":"2026-01-02T03:04:05.000Z","ttlMs":3600000,"pollIntervalMs":2000}""",
            (await GetAsync(task)).GetRawText());
    }

    [Fact]
    public async Task Progress_is_the_status_message_while_the_task_works()
    {
        var task = await _bench.AddAsync();
        var now = _bench.Time.GetUtcNow();
        await _bench.Store.TryClaimAsync(task, new(1, "worker", now.AddMinutes(1), "half way", now.AddSeconds(7)), Cancel);

        var shown = await GetAsync(task);

        Assert.Equal("half way", shown.GetProperty("statusMessage").GetString());
        Assert.Equal("2026-01-02T03:04:12.000Z", shown.GetProperty("lastUpdatedAt").GetString());
    }

    [Fact]
    public async Task A_completed_task_carries_its_result_and_a_failed_one_its_error()
    {
        var completed = await _bench.AddAsync(task => task with { State = TaskState.Completed, Outcome = """{"content":[],"isError":true}"""u8.ToArray() });
        var failed = await _bench.AddAsync(task => task.Fail(new McpErrorException("no", -32099, JsonElement.Parse("""{"a":1}""")), _bench.Time.GetUtcNow()));

        var one = await GetAsync(completed);
        var other = await GetAsync(failed);

        Assert.Equal("completed", one.GetProperty("status").GetString());
        Assert.Equal("""{"content":[],"isError":true}""", one.GetProperty("result").GetRawText());
        Assert.False(one.TryGetProperty("error", out _));
        Assert.Equal("failed", other.GetProperty("status").GetString());
        Assert.Equal("""{"code":-32099,"message":"no","data":{"a":1}}""", other.GetProperty("error").GetRawText());
        Assert.Equal("no", other.GetProperty("statusMessage").GetString());
        Assert.False(other.TryGetProperty("result", out _));
    }

    [Fact]
    public async Task A_task_whose_worker_died_is_failed_when_somebody_asks()
    {
        var task = await _bench.AddAsync();
        var now = _bench.Time.GetUtcNow();
        await _bench.Store.TryClaimAsync(task, new(1, "worker", now.AddMinutes(1), null, now), Cancel);
        Assert.Equal("working", (await GetAsync(task)).GetProperty("status").GetString());

        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        var shown = await GetAsync(task);

        Assert.Equal("failed", shown.GetProperty("status").GetString());
        Assert.Equal(-32603, shown.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(TaskState.Failed, (await _bench.FindAsync(task.Id)).State);
    }

    [Fact]
    public async Task An_asking_task_shows_what_is_open()
    {
        var task = await _bench.AddAskingAsync("name", "age");

        var shown = await GetAsync(task);

        Assert.Equal("input_required", shown.GetProperty("status").GetString());
        Assert.Equal(
            """{"1.name":{"method":"elicitation/create","params":{"message":"?"}},"1.age":{"method":"elicitation/create","params":{"message":"?"}}}""",
            shown.GetProperty("inputRequests").GetRawText());
        Assert.False(shown.TryGetProperty("requestState", out _));
    }

    [Fact]
    public async Task Answers_come_one_by_one_and_the_last_one_starts_the_next_round()
    {
        var task = await _bench.AddAskingAsync("name", "age");

        Assert.Equal("{}", (await UpdateAsync(task, """{"1.name":{"action":"accept","content":{"x":1}}}""")).GetRawText());
        Assert.Equal(["1.age"], (await GetAsync(task)).GetProperty("inputRequests").EnumerateObject().Select(open => open.Name));
        Assert.Empty(_bench.Launched);
        await UpdateAsync(task, """{"1.age":{"action":"decline"}}""");

        var stored = await _bench.FindAsync(task.Id);
        Assert.Equal((TaskState.Working, 2, "handler's"), (stored.State, stored.Round, stored.Inputs.State));
        Assert.Equal("""{"name":{"action":"accept","content":{"x":1}},"age":{"action":"decline"}}""", stored.Inputs.Responses.GetRawText());
        Assert.Equal([(task.Id, 2)], _bench.Launched);
    }

    [Theory]
    [InlineData("""{"unknown":{"ignored":true}}""")]
    [InlineData("""{"name":{}}""")]
    [InlineData("{}")]
    public async Task Answers_that_nobody_asked_for_are_acknowledged_and_ignored(string responses)
    {
        var task = await _bench.AddAskingAsync("name");

        await UpdateAsync(task, responses);

        Assert.Equal(1, (await _bench.FindAsync(task.Id)).Version);
        Assert.Empty(_bench.Launched);
    }

    [Fact]
    public async Task An_answer_given_before_changes_nothing()
    {
        var task = await _bench.AddAskingAsync("name", "age");
        await UpdateAsync(task, """{"1.name":{"n":1}}""");

        await UpdateAsync(task, """{"1.name":{"n":2}}""");

        Assert.Equal("""{"name":{"n":1}}""", (await _bench.FindAsync(task.Id)).Inputs.Responses.GetRawText());
    }

    [Theory]
    [InlineData("""{"1.name":"text"}""")]
    [InlineData("""{"1.name":null}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Answers_that_are_no_objects_are_refused(string responses)
    {
        var task = await _bench.AddAskingAsync("name");

        var error = await Assert.ThrowsAnyAsync<McpProtocolException>(() => UpdateAsync(task, responses));

        Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
        Assert.Equal(TaskState.InputRequired, (await _bench.FindAsync(task.Id)).State);
    }

    [Fact]
    public async Task When_no_worker_could_be_told_the_same_answers_can_be_sent_again()
    {
        var task = await _bench.AddAskingAsync("name");
        _bench.LaunchFailure = new InvalidOperationException("down");

        var error = await Assert.ThrowsAnyAsync<McpProtocolException>(() => UpdateAsync(task, """{"1.name":{}}"""));
        _bench.LaunchFailure = null;
        await UpdateAsync(task, """{"1.name":{}}""");

        Assert.Equal(McpErrorCode.InternalError, error.ErrorCode);
        Assert.Equal([(task.Id, 2)], _bench.Launched);
    }

    [Fact]
    public async Task A_cancelled_task_is_cancelled_once_and_acknowledged_ever_after()
    {
        var task = await _bench.AddAsync();
        var now = _bench.Time.GetUtcNow();
        await _bench.Store.TryClaimAsync(task, new(1, "worker", now.AddMinutes(1), "half", now), Cancel);

        Assert.Equal("{}", (await CancelAsync(task)).GetRawText());
        Assert.Equal("{}", (await CancelAsync(task)).GetRawText());

        Assert.Equal(2, (await _bench.FindAsync(task.Id)).Version);
        Assert.Equal("cancelled", (await GetAsync(task)).GetProperty("status").GetString());
        Assert.False(await _bench.Store.RenewAsync(task.Id, new(1, "worker", now, null, now), Cancel));
    }

    [Fact]
    public async Task A_cancelled_task_takes_no_answers_and_an_ended_one_is_not_cancelled()
    {
        var asking = await _bench.AddAskingAsync("name");
        await CancelAsync(asking);
        await UpdateAsync(asking, """{"1.name":{}}""");
        var ended = await _bench.AddAsync(task => task with { State = TaskState.Completed, Outcome = "{}"u8.ToArray() });
        await CancelAsync(ended);

        Assert.Equal(TaskState.Cancelled, (await _bench.FindAsync(asking.Id)).State);
        Assert.Equal(TaskState.Completed, (await _bench.FindAsync(ended.Id)).State);
        Assert.Empty(_bench.Launched);
    }

    [Fact]
    public void The_result_that_makes_a_task_says_so()
    {
        var task = new TaskRecord
        {
            Id = "t",
            Owner = "alice",
            Request = default,
            CreatedAt = _bench.Time.GetUtcNow(),
            UpdatedAt = _bench.Time.GetUtcNow(),
            TimeToLive = TimeSpan.FromSeconds(60),
            PollInterval = TimeSpan.FromSeconds(1),
            Inputs = new() { State = "s" },
        };
        var result = new TaskCreatedResult(task);

        Assert.Equal("task", result.ResultType);
        Assert.Equal(["taskId", "status", "createdAt", "lastUpdatedAt", "ttlMs", "pollIntervalMs"], TaskBench.Members(result).EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void The_methods_belong_to_stateless_requests_and_repeat_the_id_in_the_header()
    {
        IMcpMethod[] methods = [new GetTask(_bench.Tasks), new UpdateTask(_bench.Tasks), new CancelTask(_bench.Tasks)];

        Assert.Equal(["tasks/get", "tasks/update", "tasks/cancel"], methods.Select(method => method.Name));
        Assert.All(methods, method => Assert.Equal((Eras.Stateless, "taskId"), (method.Eras, method.NameParameter)));
    }

    [Fact]
    public void Ids_are_long_random_and_fit_a_header()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => TaskKeys.NewId()).ToHashSet();

        Assert.Equal(1000, ids.Count);
        Assert.All(ids, id => Assert.True(TaskKeys.IsId(id)));
    }

    private Task<JsonElement> GetAsync(TaskRecord task) => _bench.SendAsync("tasks/get", $$"""{"taskId":"{{task.Id}}"}""");

    private Task<JsonElement> CancelAsync(TaskRecord task) => _bench.SendAsync("tasks/cancel", $$"""{"taskId":"{{task.Id}}"}""");

    private Task<JsonElement> UpdateAsync(TaskRecord task, string responses) =>
        _bench.SendAsync("tasks/update", $$"""{"taskId":"{{task.Id}}","inputResponses":{{responses}}}""");
}
