namespace LambdaMcp.Telemetry.Records;

/// <summary>What is called.</summary>
public enum InvocationKind
{
    /// <summary>A function as a tool.</summary>
    Tool,

    /// <summary>A tool of the endpoint itself.</summary>
    BuiltIn,

    /// <summary>A prompt.</summary>
    Prompt,

    /// <summary>A resource.</summary>
    Resource,

    /// <summary>The completion of an argument.</summary>
    Completion,

    /// <summary>The start of a task.</summary>
    Task,
}
