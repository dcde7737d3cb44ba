namespace LambdaMcp.Telemetry.Records;

/// <summary>How an invocation ended.</summary>
public enum InvocationOutcome
{
    /// <summary>With a result.</summary>
    Ok,

    /// <summary>With a result that tells of a failure, which the model sees.</summary>
    ToolError,

    /// <summary>With a JSON-RPC error, or not at all.</summary>
    Error,

    /// <summary>It was not made: there were too many, or nothing of that name is there for the caller.</summary>
    Refused,

    /// <summary>The client wants it no more, or its time was over.</summary>
    Cancelled,

    /// <summary>The function asks the client for input; another round follows.</summary>
    InputRequired,

    /// <summary>It goes on as a task.</summary>
    TaskRequired,

    /// <summary>Lambda has the event, and nobody waits for the function.</summary>
    Accepted,

    /// <summary>A task was started.</summary>
    Started,
}
