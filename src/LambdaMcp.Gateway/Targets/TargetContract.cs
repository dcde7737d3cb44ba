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

    /// <summary>The event is the arguments, as a target of Amazon Bedrock AgentCore Gateway gets them: the tool's name is in the client context.</summary>
    AgentCore,

    /// <summary>The event is <c>{args, extra}</c>, the answer <c>{statusCode, body}</c> with the MCP result in the body.</summary>
    Envelope,

    /// <summary>The event is an API Gateway proxy event (REST API, payload 1.0), the answer its response.</summary>
    Proxy,
}
