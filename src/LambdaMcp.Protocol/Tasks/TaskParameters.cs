using System.Text.Json;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Tasks;

/// <summary>The params of the methods on tasks.</summary>
internal static class TaskParameters
{
    /// <summary>The member that names the task, which the header <c>Mcp-Name</c> repeats.</summary>
    public const string TaskId = "taskId";

    /// <summary>The id in the params, of a client that declared the extension.</summary>
    /// <exception cref="McpErrorException">The client did not (-32021).</exception>
    /// <exception cref="McpProtocolException">There is no <c>taskId</c> (-32602).</exception>
    public static string ReadTaskId(McpRequest request)
    {
        TasksExtension.Require(request, request.Method);
        return request.Params.ValueKind == JsonValueKind.Object &&
            request.Params.TryGetProperty(TaskId, out var id) && id.ValueKind == JsonValueKind.String
                ? id.GetString()!
                : throw new McpProtocolException($"{request.Method} needs params.taskId, the id of a task.", McpErrorCode.InvalidParams);
    }
}
