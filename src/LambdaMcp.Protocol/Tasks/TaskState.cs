namespace LambdaMcp.Protocol.Tasks;

/// <summary>How far a task is (SEP-2663, "Task Status").</summary>
public enum TaskState
{
    /// <summary>The request is being processed, or waits for its worker.</summary>
    Working,

    /// <summary>The client must answer something before the request can go on.</summary>
    InputRequired,

    /// <summary>There is a result, which may be a tool's own error.</summary>
    Completed,

    /// <summary>The request ended with a JSON-RPC error.</summary>
    Failed,

    /// <summary>The client cancelled it first.</summary>
    Cancelled,
}
