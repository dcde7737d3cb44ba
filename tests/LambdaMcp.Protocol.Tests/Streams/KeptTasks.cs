using LambdaMcp.Protocol.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tests.Streams;

/// <summary>Tasks of alice's, and nobody who runs them.</summary>
internal sealed class KeptTasks : ITaskLauncher
{
    private readonly InMemoryTaskStore _store = new(new ManualTime());

    public void AddTo(IServiceCollection services) => services.AddSingleton<ITaskStore>(_store).AddSingleton<ITaskLauncher>(this);

    public async Task<TaskRecord> CreateAsync(DateTimeOffset now)
    {
        var task = new TaskRecord
        {
            Id = TaskKeys.NewId(),
            Owner = "alice",
            Request = default,
            CreatedAt = now,
            UpdatedAt = now,
            TimeToLive = TimeSpan.FromHours(1),
            PollInterval = TimeSpan.FromSeconds(1),
        };
        await _store.CreateAsync(task, default);
        return task;
    }

    public Task CompleteAsync(TaskRecord task) => _store.TryUpdateAsync(task with { State = TaskState.Completed, Outcome = "{}"u8.ToArray() }, default);

    public Task LaunchAsync(string taskId, int round, CancellationToken cancellationToken) => Task.CompletedTask;
}
