namespace LambdaMcp.Protocol.Tasks;

/// <summary>Tasks in this process's memory, for a server that is one process.</summary>
public sealed class InMemoryTaskStore(TimeProvider time) : ITaskStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _tasks = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task CreateAsync(TaskRecord task, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            RemoveExpired();
            return _tasks.TryAdd(task.Id, new(task))
                ? Task.CompletedTask
                : throw new InvalidOperationException("A task with this id exists.");
        }
    }

    /// <inheritdoc/>
    public Task<TaskRecord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(Find(id) is { } entry
                ? entry.Task with { Run = entry.Runs.GetValueOrDefault(entry.Task.Round) }
                : null);
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryUpdateAsync(TaskRecord task, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Find(task.Id) is not { } entry || entry.Task.Version != task.Version)
                return Task.FromResult(false);
            entry.Task = task with { Version = task.Version + 1, Request = entry.Task.Request, Run = null };
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryClaimAsync(TaskRecord task, TaskRun run, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(Find(task.Id) is { } entry && entry.Runs.TryAdd(run.Round, run));
    }

    /// <inheritdoc/>
    public Task<bool> RenewAsync(string id, TaskRun run, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Find(id) is not { } entry || entry.Stopped.Contains(run.Round) || !entry.Runs.ContainsKey(run.Round))
                return Task.FromResult(false);
            entry.Runs[run.Round] = run;
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(string id, int round, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Find(id) is { } entry && entry.Runs.ContainsKey(round))
                entry.Stopped.Add(round);
            return Task.CompletedTask;
        }
    }

    private Entry? Find(string id) =>
        _tasks.TryGetValue(id, out var entry) && entry.Task.ExpiresAt > time.GetUtcNow() ? entry : null;

    private void RemoveExpired()
    {
        var now = time.GetUtcNow();
        foreach (var (id, entry) in _tasks)
        {
            if (entry.Task.ExpiresAt <= now)
                _tasks.Remove(id);
        }
    }

    private sealed class Entry(TaskRecord task)
    {
        public TaskRecord Task { get; set; } = task;

        public Dictionary<int, TaskRun> Runs { get; } = [];

        public HashSet<int> Stopped { get; } = [];
    }
}
