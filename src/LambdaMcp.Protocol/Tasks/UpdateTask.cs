using System.Text.Json;
using LambdaMcp.Protocol.Methods;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Tasks;

/// <summary><c>tasks/update</c> (SEP-2663, "Task Update Requests").</summary>
internal sealed class UpdateTask(ClientTasks tasks) : IMcpMethod
{
    public string Name => "tasks/update";

    public Eras Eras => Eras.Stateless;

    public string? NameParameter => TaskParameters.TaskId;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var id = TaskParameters.ReadTaskId(request);
        if (!request.Params.TryGetProperty("inputResponses"u8, out var responses) || responses.ValueKind != JsonValueKind.Object)
            throw new McpProtocolException("tasks/update needs params.inputResponses, an object of answers.", McpErrorCode.InvalidParams);
        await tasks.AnswerAsync(request.Principal, id, responses, cancellationToken);
        return McpResult.Empty;
    }
}
