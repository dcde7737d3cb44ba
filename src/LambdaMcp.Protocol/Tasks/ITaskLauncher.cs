namespace LambdaMcp.Protocol.Tasks;

/// <summary>Has a worker run a round of a task, some time after this call and possibly more than once.</summary>
public interface ITaskLauncher
{
    /// <summary>Tells a worker of a round.</summary>
    /// <exception cref="Exception">No worker will hear of it.</exception>
    Task LaunchAsync(string taskId, int round, CancellationToken cancellationToken);
}
