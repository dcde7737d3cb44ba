using System.Text.Json;
using LambdaMcp.Protocol.Methods;

namespace LambdaMcp.Protocol.Tasks;

/// <summary><c>tasks/get</c> (SEP-2663, "Task Polling").</summary>
internal sealed class GetTask(ClientTasks tasks) : IMcpMethod
{
    public string Name => "tasks/get";

    public Eras Eras => Eras.Stateless;

    public string? NameParameter => TaskParameters.TaskId;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken) =>
        new Answer(await tasks.GetAsync(request.Principal, TaskParameters.ReadTaskId(request), cancellationToken));

    private sealed class Answer(TaskRecord task) : McpResult
    {
        public override void WriteMembers(Utf8JsonWriter writer) => TaskJson.WriteDetailedTask(writer, task);
    }
}
