namespace LambdaMcp.Protocol.Tasks;

/// <summary>Where tasks live, so that any instance can tell of them and any worker can run them.</summary>
public interface ITaskStore
{
    /// <summary>Stores a new task. Once this is done, every <see cref="FindAsync"/> anywhere finds it.</summary>
    /// <exception cref="InvalidOperationException">A task with this id exists.</exception>
    Task CreateAsync(TaskRecord task, CancellationToken cancellationToken);

    /// <summary>The task as it is now, with its round's <see cref="TaskRecord.Run"/>; null when there is none or its time is over.</summary>
    Task<TaskRecord?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Writes <paramref name="task"/> over the stored one if that still has the version that <paramref name="task"/> has, and counts the
    /// version up. Neither the request nor the run is written.
    /// </summary>
    /// <returns>False when the task changed or its time ended in between; nothing is written then.</returns>
    Task<bool> TryUpdateAsync(TaskRecord task, CancellationToken cancellationToken);

    /// <summary>Takes on a round of a task.</summary>
    /// <returns>False when somebody has taken it on before, be it long ago.</returns>
    Task<bool> TryClaimAsync(TaskRecord task, TaskRun run, CancellationToken cancellationToken);

    /// <summary>Says that the worker is alive, and what it tells of its progress.</summary>
    /// <returns>False when the run was stopped.</returns>
    Task<bool> RenewAsync(string id, TaskRun run, CancellationToken cancellationToken);

    /// <summary>Lets a round's worker know that its outcome is wanted no more. Does nothing when none has taken it on.</summary>
    Task StopAsync(string id, int round, CancellationToken cancellationToken);
}
