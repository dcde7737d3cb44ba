namespace LambdaMcp.Telemetry.Records;

/// <summary>The words of records.</summary>
internal static class InvocationWords
{
    public static string Of(InvocationKind kind) => kind switch
    {
        InvocationKind.Tool => "tool",
        InvocationKind.BuiltIn => "built_in",
        InvocationKind.Prompt => "prompt",
        InvocationKind.Resource => "resource",
        InvocationKind.Completion => "completion",
        _ => "task",
    };

    public static string Of(InvocationOutcome outcome) => outcome switch
    {
        InvocationOutcome.Ok => "ok",
        InvocationOutcome.ToolError => "tool_error",
        InvocationOutcome.Error => "error",
        InvocationOutcome.Refused => "refused",
        InvocationOutcome.Cancelled => "cancelled",
        InvocationOutcome.InputRequired => "input_required",
        InvocationOutcome.TaskRequired => "task_required",
        InvocationOutcome.Accepted => "accepted",
        _ => "started",
    };
}
