using System.Text.Json;

namespace LambdaMcp.Protocol.Tasks;

/// <summary><c>CreateTaskResult</c>: the request goes on as a task, which is stored already (SEP-2663, "Task Creation").</summary>
/// <param name="task">The task as it was stored.</param>
public sealed class TaskCreatedResult(TaskRecord task) : McpResult
{
    /// <summary>The task.</summary>
    public TaskRecord Task { get; } = task;

    /// <inheritdoc/>
    public override string ResultType => "task";

    /// <inheritdoc/>
    public override void WriteMembers(Utf8JsonWriter writer) => TaskJson.WriteTask(writer, Task);
}
