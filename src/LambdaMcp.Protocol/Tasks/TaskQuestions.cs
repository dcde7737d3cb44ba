using System.Text.Json;
using LambdaMcp.Protocol.InputRounds;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Tasks;

/// <summary>Puts what a handler asks into its task.</summary>
public static class TaskQuestions
{
    /// <summary>The task, waiting for answers; or going on at once, in another round, when nothing is asked.</summary>
    /// <param name="task">The task whose round asked.</param>
    /// <param name="asked">What it asked.</param>
    /// <param name="capabilities">What the client can do.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="McpErrorException">The client cannot be asked this (-32021).</exception>
    public static TaskRecord Ask(this TaskRecord task, InputRequiredResult asked, JsonElement capabilities, DateTimeOffset now)
    {
        if (asked.Requests.Count == 0)
            return task.Continue(new() { State = asked.State }, now);
        if (ClientAbility.Missing(capabilities, asked.Requests) is { } missing)
        {
            throw new McpErrorException(
                "The tool asks for something that the client cannot do.", (int)McpErrorCode.MissingRequiredClientCapability,
                JsonElement.Parse($$"""{"requiredCapabilities":{{missing.GetRawText()}}}"""));
        }

        var open = asked.Requests.Select(request => new InputRequest(
            TaskKeys.ForClient(task.Round, request.Key), request.Method, Detached(request.Params))).ToArray();
        return task with
        {
            State = TaskState.InputRequired,
            StatusMessage = "The tool needs an answer before it can go on.",
            UpdatedAt = now,
            Inputs = new() { Open = open, State = asked.State },
        };
    }

    /// <summary>The task in its next round.</summary>
    /// <param name="task">The task.</param>
    /// <param name="inputs">What the round gets.</param>
    /// <param name="now">The time.</param>
    public static TaskRecord Continue(this TaskRecord task, TaskInputs inputs, DateTimeOffset now) => task with
    {
        State = TaskState.Working,
        StatusMessage = null,
        UpdatedAt = now,
        Round = task.Round + 1,
        Inputs = inputs,
        Run = null,
    };

    // The task outlives the answer that asked.
    private static JsonElement Detached(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? json : json.Clone();
}
