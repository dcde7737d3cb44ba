using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Tasks;

/// <summary>What clients may do with their tasks. A task of someone else is as unknown as one that never was.</summary>
internal sealed class ClientTasks(ITaskStore store, ITaskLauncher launcher, TimeProvider time) : ITaskStatusSource
{
    // Writers of one task are its worker and its client, so few races can follow each other.
    private const int MaxRaces = 10;

    /// <exception cref="McpProtocolException">The principal has no such task (-32602).</exception>
    public async ValueTask<TaskRecord> GetAsync(string principal, string taskId, CancellationToken cancellationToken) =>
        await FindAsync(principal, taskId, cancellationToken)
            ?? throw new McpProtocolException("There is no such task, or it has expired.", McpErrorCode.InvalidParams);

    /// <summary>Keeps the answers to open requests, and has the task go on when none is open any more. Other answers are ignored.</summary>
    /// <exception cref="McpProtocolException">The principal has no such task, an answer is no object, or the task could not go on.</exception>
    public async ValueTask AnswerAsync(string principal, string taskId, JsonElement responses, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var task = await GetAsync(principal, taskId, cancellationToken);
            var answered = TaskAnswers.Apply(task, responses, time.GetUtcNow());
            if (answered is not null && !await store.TryUpdateAsync(answered, cancellationToken))
                continue;

            // Also when these answers came before: the worker may not have heard of them then.
            var current = answered ?? task;
            if (current is { State: TaskState.Working, Round: > 1 } && (answered is not null || current.Run is null))
                await LaunchAsync(current, cancellationToken);
            return;
        }

        throw Contended();
    }

    /// <summary>Cancels the task unless it has ended.</summary>
    /// <exception cref="McpProtocolException">The principal has no such task.</exception>
    public async ValueTask CancelAsync(string principal, string taskId, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var task = await GetAsync(principal, taskId, cancellationToken);
            if (task.IsEnded)
                return;
            var cancelled = task with
            {
                State = TaskState.Cancelled,
                StatusMessage = "The client cancelled the task.",
                UpdatedAt = time.GetUtcNow(),
                Inputs = TaskInputs.None,
            };
            if (await store.TryUpdateAsync(cancelled, cancellationToken))
            {
                await store.StopAsync(taskId, task.Round, cancellationToken);
                return;
            }
        }

        throw Contended();
    }

    public async ValueTask<IReadOnlyList<TaskStatusReport>> ReadAsync(
        McpRequest request, IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken)
    {
        if (taskIds.Count == 0)
            return [];
        TasksExtension.Require(request, "Listening to tasks");
        var reports = new List<TaskStatusReport>(taskIds.Count);
        foreach (var id in taskIds)
        {
            if (await FindAsync(request.Principal, id, cancellationToken) is { } task)
                reports.Add(new(id, Mark(task), task.IsEnded, Write(task)));
        }

        return reports;
    }

    private async ValueTask<TaskRecord?> FindAsync(string principal, string taskId, CancellationToken cancellationToken)
    {
        if (!TaskKeys.IsId(taskId))
            return null;
        var task = await store.FindAsync(taskId, cancellationToken);
        if (task is null || task.Owner != principal)
            return null;
        if (!task.IsLost(time.GetUtcNow()))
            return task;

        var failed = task.FailLost(time.GetUtcNow());
        return await store.TryUpdateAsync(failed, cancellationToken)
            ? failed with { Version = failed.Version + 1 }
            : await store.FindAsync(taskId, cancellationToken);
    }

    private async Task LaunchAsync(TaskRecord task, CancellationToken cancellationToken)
    {
        try
        {
            await launcher.LaunchAsync(task.Id, task.Round, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new McpProtocolException(
                "The answers are kept, but the task could not go on yet. Send the same request again.", exception, McpErrorCode.InternalError);
        }
    }

    private static McpProtocolException Contended() =>
        new("The task is being changed by others. Send the same request again.", McpErrorCode.InternalError);

    private static string Mark(TaskRecord task) =>
        string.Create(CultureInfo.InvariantCulture, $"{task.Version}.{(task.State == TaskState.Working ? task.Run?.UpdatedAt.UtcTicks : null)}");

    private static ReadOnlyMemory<byte> Write(TaskRecord task)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            TaskJson.WriteDetailedTask(writer, task);
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }
}
