namespace LambdaMcp.Gateway.Tasks;

/// <summary>When a call of a tool becomes a task.</summary>
public enum TaskStart
{
    /// <summary>At once: the function is called by the worker alone.</summary>
    Call,

    /// <summary>
    /// When the function says so. It is called on the client's connection first, may ask the client what it needs to know, and answers
    /// <c>{"resultType":"task"}</c> when the rest is long.
    /// </summary>
    Function,
}
