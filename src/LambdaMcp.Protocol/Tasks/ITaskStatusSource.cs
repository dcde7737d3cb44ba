namespace LambdaMcp.Protocol.Tasks;

/// <summary>Tells open streams how tasks stand, for <c>notifications/tasks</c> (SEP-2663, "Task Status Notifications").</summary>
public interface ITaskStatusSource
{
    /// <summary>The tasks among <paramref name="taskIds"/> that belong to the request's principal; others are left out.</summary>
    /// <exception cref="McpErrorException">The client did not declare the extension on the request (-32021).</exception>
    ValueTask<IReadOnlyList<TaskStatusReport>> ReadAsync(McpRequest request, IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken);
}
