using LambdaMcp.Protocol.Methods;

namespace LambdaMcp.Protocol.Tasks;

/// <summary><c>tasks/cancel</c> (SEP-2663, "Task Cancellation").</summary>
internal sealed class CancelTask(ClientTasks tasks) : IMcpMethod
{
    public string Name => "tasks/cancel";

    public Eras Eras => Eras.Stateless;

    public string? NameParameter => TaskParameters.TaskId;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken)
    {
        await tasks.CancelAsync(request.Principal, TaskParameters.ReadTaskId(request), cancellationToken);
        return McpResult.Empty;
    }
}
