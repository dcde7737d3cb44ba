using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Tasks;

namespace LambdaMcp.Aws.Tests.Tasks;

/// <summary>What <see cref="ITaskStore"/> promises, in memory and on real table services.</summary>
public abstract class TaskStoreContract : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly ManualTime _time = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
    private ITaskStore? _store;

    private ITaskStore Store => _store!;

    protected abstract Task<ITaskStore> CreateStoreAsync(TimeProvider time);

    protected virtual ValueTask DisposeStoreAsync() => default;

    public async ValueTask InitializeAsync() => _store = await CreateStoreAsync(_time);

    public async ValueTask DisposeAsync()
    {
        await DisposeStoreAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_task_comes_back_as_it_was_stored()
    {
        var task = NewTask() with
        {
            StatusMessage = "tést",
            Inputs = new() { Responses = JsonElement.Parse("""{"a":{"b":1}}"""), State = "s" },
        };
        await Store.CreateAsync(task, Cancel);

        var found = await Store.FindAsync(task.Id, Cancel);

        Same(task, found);
        Assert.Null(found!.Run);
    }

    [Fact]
    public async Task An_unknown_task_is_null() => Assert.Null(await Store.FindAsync(TaskKeys.NewId(), Cancel));

    [Fact]
    public async Task An_id_is_given_once()
    {
        await Store.CreateAsync(NewTask(), Cancel);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CreateAsync(NewTask() with { Owner = "mallory" }, Cancel));
        Assert.Equal("alice", (await Store.FindAsync(NewTask().Id, Cancel))!.Owner);
    }

    [Fact]
    public async Task A_task_is_forgotten_when_its_time_is_over_and_not_before()
    {
        var task = NewTask();
        await Store.CreateAsync(task, Cancel);

        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(await Store.FindAsync(task.Id, Cancel));
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Null(await Store.FindAsync(task.Id, Cancel));
        Assert.False(await Store.TryUpdateAsync(task with { StatusMessage = "late" }, Cancel));
    }

    [Fact]
    public async Task An_update_counts_the_version_up_and_leaves_the_request()
    {
        var task = NewTask() with { StatusMessage = "first" };
        await Store.CreateAsync(task, Cancel);
        var asked = task with
        {
            State = TaskState.InputRequired,
            StatusMessage = null,
            UpdatedAt = _time.GetUtcNow().AddSeconds(5),
            Request = "not written"u8.ToArray(),
            Inputs = new()
            {
                Open = [new("1.a", "elicitation/create", JsonElement.Parse("""{"message":"?"}""")), new("1.b", "roots/list", default)],
                State = "kept",
            },
        };

        Assert.True(await Store.TryUpdateAsync(asked, Cancel));

        Same(asked with { Version = 2, Request = task.Request }, await Store.FindAsync(task.Id, Cancel));
    }

    [Fact]
    public async Task What_a_task_has_no_more_is_gone_from_the_store()
    {
        var task = NewTask();
        await Store.CreateAsync(task with { StatusMessage = "x", Inputs = new() { State = "s" } }, Cancel);
        var ended = task with { State = TaskState.Completed, Outcome = """{"content":[]}"""u8.ToArray() };

        Assert.True(await Store.TryUpdateAsync(ended, Cancel));

        Same(ended with { Version = 2 }, await Store.FindAsync(task.Id, Cancel));
    }

    [Fact]
    public async Task Of_many_updates_of_one_version_one_wins()
    {
        var task = NewTask();
        await Store.CreateAsync(task, Cancel);

        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Store.TryUpdateAsync(task with { StatusMessage = $"{at}" }, Cancel)));

        Assert.Single(won, one => one);
        Assert.Equal(2, (await Store.FindAsync(task.Id, Cancel))!.Version);
    }

    [Fact]
    public async Task A_task_that_was_never_made_cannot_be_updated() => Assert.False(await Store.TryUpdateAsync(NewTask(), Cancel));

    [Fact]
    public async Task A_round_is_taken_on_once_even_long_after()
    {
        var task = NewTask();
        await Store.CreateAsync(task, Cancel);

        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Store.TryClaimAsync(task, Run(1, $"worker-{at}"), Cancel)));
        _time.Advance(TimeSpan.FromMinutes(30));

        Assert.Single(won, one => one);
        Assert.False(await Store.TryClaimAsync(task, Run(1, "late"), Cancel));
        Assert.StartsWith("worker-", (await Store.FindAsync(task.Id, Cancel))!.Run!.Holder, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_round_is_free_again()
    {
        var task = NewTask();
        await Store.CreateAsync(task, Cancel);
        await Store.TryClaimAsync(task, Run(1, "one"), Cancel);
        await Store.TryUpdateAsync(task with { Round = 2 }, Cancel);

        var second = (await Store.FindAsync(task.Id, Cancel))!;
        Assert.Null(second.Run);
        Assert.True(await Store.TryClaimAsync(second, Run(2, "two"), Cancel));

        Assert.Equal(Run(2, "two"), (await Store.FindAsync(task.Id, Cancel))!.Run);
    }

    [Fact]
    public async Task A_renewed_run_shows_its_message()
    {
        var task = NewTask();
        await Store.CreateAsync(task, Cancel);
        await Store.TryClaimAsync(task, Run(1, "one"), Cancel);
        var renewed = Run(1, "one") with { HeldUntil = _time.GetUtcNow().AddMinutes(9), StatusMessage = "half", UpdatedAt = _time.GetUtcNow().AddSeconds(3) };

        Assert.True(await Store.RenewAsync(task.Id, renewed, Cancel));

        Assert.Equal(renewed, (await Store.FindAsync(task.Id, Cancel))!.Run);
    }

    [Fact]
    public async Task A_stopped_run_is_not_renewed()
    {
        var task = NewTask();
        await Store.CreateAsync(task, Cancel);
        await Store.TryClaimAsync(task, Run(1, "one"), Cancel);

        await Store.StopAsync(task.Id, 1, Cancel);

        Assert.False(await Store.RenewAsync(task.Id, Run(1, "one"), Cancel));
    }

    [Fact]
    public async Task A_run_that_nobody_took_on_is_neither_stopped_nor_renewed()
    {
        var task = NewTask();
        await Store.CreateAsync(task, Cancel);

        await Store.StopAsync(task.Id, 1, Cancel);

        Assert.False(await Store.RenewAsync(task.Id, Run(1, "one"), Cancel));
        Assert.True(await Store.TryClaimAsync(task, Run(1, "one"), Cancel));
        Assert.True(await Store.RenewAsync(task.Id, Run(1, "one"), Cancel));
    }

    [Theory]
    [InlineData(90_000)]
    [InlineData(399_999)]
    [InlineData(3_000_000)]
    public async Task Requests_answers_and_results_of_any_size_come_back_whole(int size)
    {
        var text = string.Concat(Enumerable.Range(0, size / 10).Select(at => $"{at,10}"));
        var json = Encoding.UTF8.GetBytes($"\"{text}\"");
        var task = NewTask() with { Request = json, Inputs = new() { Responses = JsonElement.Parse(json), State = text } };
        await Store.CreateAsync(task, Cancel);
        Same(task, await Store.FindAsync(task.Id, Cancel));
        var ended = task with { State = TaskState.Completed, Outcome = json, Inputs = TaskInputs.None };

        Assert.True(await Store.TryUpdateAsync(ended, Cancel));

        Same(ended with { Version = 2 }, await Store.FindAsync(task.Id, Cancel));
    }

    private TaskRecord NewTask() => new()
    {
        Id = "abcdefghijklmnopqrstuvwxyz012345",
        Owner = "alice",
        Request = """{"method":"tools/call"}"""u8.ToArray(),
        CreatedAt = _time.GetUtcNow(),
        UpdatedAt = _time.GetUtcNow(),
        TimeToLive = TimeSpan.FromHours(1),
        PollInterval = TimeSpan.FromMilliseconds(1500),
    };

    private TaskRun Run(int round, string holder) => new(round, holder, _time.GetUtcNow().AddMinutes(1), null, _time.GetUtcNow());

    private static void Same(TaskRecord expected, TaskRecord? found)
    {
        Assert.NotNull(found);
        Assert.True(expected.Request.Span.SequenceEqual(found.Request.Span));
        Assert.True(expected.Outcome.Span.SequenceEqual(found.Outcome.Span));
        Assert.Equal(Describe(expected.Inputs), Describe(found.Inputs));
        Assert.Equal(
            expected with { Request = default, Outcome = default, Inputs = TaskInputs.None, Run = null },
            found with { Request = default, Outcome = default, Inputs = TaskInputs.None, Run = null });
    }

    private static string Describe(TaskInputs inputs) =>
        string.Join("|", inputs.Open.Select(Describe).Append(Raw(inputs.Responses)).Append(inputs.State));

    private static string Describe(InputRequest request) => $"{request.Key} {request.Method} {Raw(request.Params)}";

    private static string Raw(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? "" : json.GetRawText();
}
