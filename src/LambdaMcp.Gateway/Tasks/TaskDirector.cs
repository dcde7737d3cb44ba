using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Tasks;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>Decides what becomes of a call: its result on the connection, or a task.</summary>
/// <param name="starter">Starts tasks; null where there is no worker.</param>
internal sealed class TaskDirector(TaskStarter? starter)
{
    /// <param name="request">The <c>tools/call</c> request.</param>
    /// <param name="tool">The tool's name.</param>
    /// <param name="policy">What its registration says of tasks.</param>
    /// <param name="call">Calls the function on the connection.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone.</param>
    /// <exception cref="McpErrorException">The tool runs as a task only, and the client takes none (-32021).</exception>
    public async ValueTask<McpResult> CallAsync(
        McpRequest request, string tool, TaskPolicy policy,
        Func<McpRequest, CancellationToken, ValueTask<McpResult>> call, CancellationToken cancellationToken)
    {
        if (policy.Support == TaskSupport.Required)
        {
            TasksExtension.Require(request, $"{tool} runs as a task only, which");
            if (starter is null)
                throw new McpProtocolException($"{tool} runs as a task only, and this server has no worker for tasks (MCP_TASK_FUNCTION).", McpErrorCode.InternalError);
        }

        var tasks = policy.Support != TaskSupport.Forbidden && TasksExtension.IsDeclaredBy(request) ? starter : null;
        if (tasks is not null && policy.Start == TaskStart.Call)
            return await tasks.StartAsync(request, request.RequestState, cancellationToken);

        var result = await call(request, cancellationToken);
        if (result is not TaskRequestedResult wish)
            return result;
        if (tasks is not null)
            return await tasks.StartAsync(request, wish.State, cancellationToken);

        // The client waits instead: the long part runs on its connection, with an event as the worker would send it.
        result = await call(request with { RequestState = wish.State, WasAsked = request.WasAsked || wish.State is not null }, cancellationToken);
        return result is not TaskRequestedResult
            ? result
            : throw new McpProtocolException($"{tool} asks for a task, and asks again when it is called as one.", McpErrorCode.InternalError);
    }
}
