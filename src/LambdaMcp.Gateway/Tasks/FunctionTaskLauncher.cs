using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.Tasks;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>Hands rounds to the worker function as events.</summary>
/// <param name="invoker">Calls functions.</param>
/// <param name="function">The worker's name or ARN (<c>MCP_TASK_FUNCTION</c>).</param>
internal sealed class FunctionTaskLauncher(ITargetInvoker invoker, string function) : ITaskLauncher
{
    private static readonly TimeSpan HandingOver = TimeSpan.FromSeconds(10);

    public Task LaunchAsync(string taskId, int round, CancellationToken cancellationToken) =>
        invoker.InvokeEventAsync(new(function, TaskEvent.Write(taskId, round)) { Timeout = HandingOver }, cancellationToken);
}
