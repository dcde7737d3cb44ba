using System.Buffers;
using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Tasks;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>Ends a task with a result, as the request itself would have been answered.</summary>
internal static class TaskOutcome
{
    public static TaskRecord Complete(this TaskRecord task, McpResult result, DateTimeOffset now) => task with
    {
        State = TaskState.Completed,
        StatusMessage = null,
        UpdatedAt = now,
        Inputs = TaskInputs.None,
        Outcome = Write(result),
    };

    private static ReadOnlyMemory<byte> Write(McpResult result)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("resultType"u8, result.ResultType);
            result.WriteWithMeta(writer);
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }
}
