using System.Buffers;
using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Tasks;

/// <summary>The JSON-RPC error that a failed task ends with.</summary>
public static class TaskError
{
    // The error itself says all; the message beside it need not.
    private const int LongestMessage = 1024;

    /// <summary>The task, failed with an error.</summary>
    public static TaskRecord Fail(this TaskRecord task, McpProtocolException error, DateTimeOffset now) => task with
    {
        State = TaskState.Failed,
        StatusMessage = error.Message.Length > LongestMessage ? error.Message[..LongestMessage] : error.Message,
        UpdatedAt = now,
        Inputs = TaskInputs.None,
        Outcome = Write(error),
    };

    /// <summary>The task, failed because its worker died.</summary>
    public static TaskRecord FailLost(this TaskRecord task, DateTimeOffset now) => task.Fail(
        new McpProtocolException(
            "The worker of this task ended before it could write the outcome. The tool may have run; check before you call it again.",
            McpErrorCode.InternalError),
        now);

    private static ReadOnlyMemory<byte> Write(McpProtocolException error)
    {
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
            JsonRpcErrorObject.From(error).WriteTo(writer);
        return json.WrittenMemory;
    }
}
