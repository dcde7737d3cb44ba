using System.Globalization;
using System.Text.Json;
using LambdaMcp.Protocol.InputRounds;

namespace LambdaMcp.Protocol.Tasks;

/// <summary>Writes the members of a <c>Task</c> (SEP-2663, "Tasks").</summary>
internal static class TaskJson
{
    /// <summary>What every task has.</summary>
    public static void WriteTask(Utf8JsonWriter writer, TaskRecord task)
    {
        // A worker's latest message is news about a task that it works on, and about no other.
        var run = task.State == TaskState.Working ? task.Run : null;
        writer.WriteString("taskId"u8, task.Id);
        writer.WriteString("status"u8, Word(task.State));
        if ((run?.StatusMessage ?? task.StatusMessage) is { Length: > 0 } message)
            writer.WriteString("statusMessage"u8, message);
        writer.WriteString("createdAt"u8, Iso(task.CreatedAt));
        writer.WriteString("lastUpdatedAt"u8, Iso(run is not null && run.UpdatedAt > task.UpdatedAt ? run.UpdatedAt : task.UpdatedAt));
        writer.WriteNumber("ttlMs"u8, (long)task.TimeToLive.TotalMilliseconds);
        writer.WriteNumber("pollIntervalMs"u8, (long)task.PollInterval.TotalMilliseconds);
    }

    /// <summary>The same, and what its state adds: open requests, the result or the error.</summary>
    public static void WriteDetailedTask(Utf8JsonWriter writer, TaskRecord task)
    {
        WriteTask(writer, task);
        switch (task.State)
        {
            case TaskState.InputRequired:
                InputRequestsJson.Write(writer, task.Inputs.Open);
                break;
            case TaskState.Completed:
                writer.WritePropertyName("result"u8);
                writer.WriteRawValue(task.Outcome.Span, skipInputValidation: true);
                break;
            case TaskState.Failed:
                writer.WritePropertyName("error"u8);
                writer.WriteRawValue(task.Outcome.Span, skipInputValidation: true);
                break;
        }
    }

    private static string Word(TaskState state) => state switch
    {
        TaskState.Working => "working",
        TaskState.InputRequired => "input_required",
        TaskState.Completed => "completed",
        TaskState.Failed => "failed",
        TaskState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
