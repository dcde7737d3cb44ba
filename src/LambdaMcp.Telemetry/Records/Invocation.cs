using System.Text.Json;

namespace LambdaMcp.Telemetry.Records;

/// <summary>One call of a tool, prompt, resource or completion, or one start of a task: what is known at first, and what comes to be known on its way.</summary>
/// <param name="kind">What is called.</param>
/// <param name="name">What clients call it.</param>
public sealed class Invocation(InvocationKind kind, string name)
{
    private readonly Lock _adding = new();

    /// <summary>What is called.</summary>
    public InvocationKind Kind { get; } = kind;

    /// <summary>What clients call it.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the catalog has the name, so that it may have metrics of its own.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>The MCP method.</summary>
    public string? Method { get; init; }

    /// <summary>Who calls.</summary>
    public string? Principal { get; init; }

    /// <summary>The ids of the request.</summary>
    public RequestOrigin Origin { get; init; } = RequestOrigin.Unknown;

    /// <summary>The id of the session. Only a digest of it is written.</summary>
    public string? SessionId { get; init; }

    /// <summary>What the client says that it is: <c>clientInfo</c>.</summary>
    public JsonElement ClientInfo { get; init; }

    /// <summary>The protocol revision.</summary>
    public string? ProtocolVersion { get; init; }

    /// <summary>The named subset of the catalog.</summary>
    public string? Set { get; init; }

    /// <summary>The trace that the request belongs to.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The task, where it is one's.</summary>
    public string? TaskId { get; set; }

    /// <summary>The ARN of the function that was called.</summary>
    public string? Target { get; set; }

    /// <summary>The id of its invocation.</summary>
    public string? TargetRequestId { get; set; }

    /// <summary>How often it was invoked.</summary>
    public int? Attempts { get; set; }

    /// <summary>Whether the result was one that was kept.</summary>
    public bool IsCached { get; set; }

    /// <summary>Whether its failure was the one after which the function is left alone.</summary>
    public bool OpenedBreaker { get; set; }

    /// <summary>How many bytes the function was given.</summary>
    public long? RequestBytes { get; set; }

    /// <summary>How many bytes it answered.</summary>
    public long? ResponseBytes { get; set; }

    /// <summary>The arguments' digest.</summary>
    public string? ArgumentDigest { get; set; }

    /// <summary>The arguments, of which the options say how much is written; undefined: nothing is.</summary>
    public JsonElement Arguments { get; set; }

    /// <summary>How it ended.</summary>
    public InvocationOutcome Outcome { get; set; }

    /// <summary>The program's own word for how it failed, such as <c>timed_out</c>, or a JSON-RPC error's code.</summary>
    public string? Code { get; set; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>Notes one invocation of the function; one call may make several.</summary>
    public void AddAttempt()
    {
        lock (_adding)
            Attempts = (Attempts ?? 0) + 1;
    }
}
