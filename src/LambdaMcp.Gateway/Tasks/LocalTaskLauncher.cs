using LambdaMcp.Protocol.Tasks;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>Runs rounds in this process, for a server that lives on between requests.</summary>
/// <param name="worker">Gives the worker, which needs a launcher itself.</param>
/// <param name="logger">Hears of what the worker could not write down.</param>
internal sealed partial class LocalTaskLauncher(Func<TaskWorker> worker, ILogger<LocalTaskLauncher> logger) : ITaskLauncher
{
    public Task LaunchAsync(string taskId, int round, CancellationToken cancellationToken)
    {
        _ = RunAsync(new(taskId, round));
        return Task.CompletedTask;
    }

    private async Task RunAsync(TaskEvent task)
    {
        // Off the request that made the task, and past its end.
        await Task.Yield();
        try
        {
            await worker().HandleAsync(task, Environment.MachineName, deadline: null, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The task's readers will find that its lease ran out.
            LogDied(exception, task.TaskId);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The worker of task {TaskId} died")]
    private partial void LogDied(Exception exception, string taskId);
}
