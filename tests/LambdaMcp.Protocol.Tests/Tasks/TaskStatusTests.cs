using LambdaMcp.Protocol.Tasks;

namespace LambdaMcp.Protocol.Tests.Tasks;

public sealed class TaskStatusTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TaskBench _bench = new();

    [Fact]
    public async Task A_listener_hears_of_its_own_tasks_alone()
    {
        var mine = await _bench.AddAsync();
        var other = await _bench.AddAsync(task => task with { Owner = "bob" });

        var reports = await ReadAsync(mine.Id, other.Id, TaskKeys.NewId(), "no id");

        var report = Assert.Single(reports);
        Assert.Equal((mine.Id, false), (report.TaskId, report.IsEnded));
        Assert.Equal(
            (await _bench.SendAsync("tasks/get", $$"""{"taskId":"{{mine.Id}}"}""")).GetRawText(),
            System.Text.Encoding.UTF8.GetString(report.Params.Span));
    }

    [Fact]
    public async Task The_mark_changes_with_what_clients_see_and_not_with_a_heartbeat()
    {
        var task = await _bench.AddAsync();
        var now = _bench.Time.GetUtcNow();
        var run = new TaskRun(1, "worker", now.AddMinutes(1), null, now);
        await _bench.Store.TryClaimAsync(task, run, Cancel);
        var first = (await ReadAsync(task.Id)).Single().Mark;

        await _bench.Store.RenewAsync(task.Id, run with { HeldUntil = now.AddMinutes(2) }, Cancel);
        var heartbeat = (await ReadAsync(task.Id)).Single().Mark;
        await _bench.Store.RenewAsync(task.Id, run with { StatusMessage = "half", UpdatedAt = now.AddSeconds(1) }, Cancel);
        var progress = (await ReadAsync(task.Id)).Single().Mark;
        await _bench.Store.TryUpdateAsync(task with { State = TaskState.Completed, Outcome = "{}"u8.ToArray() }, Cancel);
        var ended = (await ReadAsync(task.Id)).Single();

        Assert.Equal(first, heartbeat);
        Assert.Equal(3, new[] { first, progress, ended.Mark }.Distinct().Count());
        Assert.True(ended.IsEnded);
    }

    [Fact]
    public async Task A_listener_that_did_not_declare_the_extension_is_refused()
    {
        var request = TaskBench.Request("subscriptions/listen", "{}", capabilities: "{}");

        await Assert.ThrowsAsync<McpErrorException>(async () => await _bench.Tasks.ReadAsync(request, ["x"], Cancel));
        Assert.Empty(await _bench.Tasks.ReadAsync(request, [], Cancel));
    }

    [Fact]
    public void A_session_never_declares_the_extension()
    {
        Assert.True(TasksExtension.IsDeclaredBy(TaskBench.Request("tools/call", "{}")));
        Assert.False(TasksExtension.IsDeclaredBy(TaskBench.Request("tools/call", "{}", stateless: false)));
        Assert.False(TasksExtension.IsDeclaredBy(TaskBench.Request("tools/call", "{}", capabilities: """{"tasks":{}}""")));
        Assert.False(TasksExtension.IsDeclaredBy(TaskBench.Request("tools/call", "{}", capabilities: """{"extensions":{"io.modelcontextprotocol/tasks":true}}""")));
    }

    private async Task<IReadOnlyList<TaskStatusReport>> ReadAsync(params string[] ids) =>
        await _bench.Tasks.ReadAsync(TaskBench.Request("subscriptions/listen", "{}"), ids, Cancel);
}
