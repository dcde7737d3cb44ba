namespace LambdaMcp.Gateway.Targets;

/// <summary>How a target function takes a call and gives its answer.</summary>
public enum TargetContract
{
    /// <summary>The event is the arguments, bare; the answer is any JSON. No change to the function is needed.</summary>
    Payload,

    /// <summary>
    /// The event is one JSON-RPC request; the answer is one JSON-RPC response, or, streamed, JSON-RPC messages one a line:
    /// notifications first, the response last.
    /// </summary>
    Mcp,
}
