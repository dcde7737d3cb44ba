using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Tasks;

/// <summary>Puts a client's answers into a task.</summary>
internal static class TaskAnswers
{
    /// <returns>The task with the answers, working on when they were the last ones; null when none of them was asked for.</returns>
    /// <exception cref="McpProtocolException">An answer that was asked for is not an object.</exception>
    public static TaskRecord? Apply(TaskRecord task, JsonElement responses, DateTimeOffset now)
    {
        if (task.State != TaskState.InputRequired)
            return null;
        var open = task.Inputs.Open.Where(request => !responses.TryGetProperty(request.Key, out _)).ToArray();
        if (open.Length == task.Inputs.Open.Count)
            return null;

        var inputs = task.Inputs with { Open = open, Responses = Merge(task.Inputs, responses) };
        return open.Length > 0 ? task with { UpdatedAt = now, Inputs = inputs } : task.Continue(inputs, now);
    }

    private static JsonElement Merge(TaskInputs inputs, JsonElement responses) => WrittenJson.ObjectOf(writer =>
    {
        if (inputs.Responses.ValueKind == JsonValueKind.Object)
        {
            foreach (var earlier in inputs.Responses.EnumerateObject())
                earlier.WriteTo(writer);
        }

        foreach (var request in inputs.Open)
        {
            if (!responses.TryGetProperty(request.Key, out var response))
                continue;
            if (response.ValueKind != JsonValueKind.Object)
                throw new McpProtocolException($"params.inputResponses[\"{request.Key}\"] must be an object, the result of what was asked.", McpErrorCode.InvalidParams);
            writer.WritePropertyName(TaskKeys.ForHandler(request.Key));
            response.WriteTo(writer);
        }
    });
}
