namespace LambdaMcp.StdioBridge.Events;

/// <summary>Who invokes the function, by what the event looks like.</summary>
internal enum EventKind
{
    /// <summary>None of those below.</summary>
    Unknown,

    /// <summary>AgentCore Gateway: the event is a tool's arguments, and the client context names the tool.</summary>
    AgentCore,

    /// <summary>A JSON-RPC message, or an array of them.</summary>
    JsonRpc,

    /// <summary>An HTTP request: of API Gateway's REST and HTTP APIs, or of a function URL.</summary>
    Http,

    /// <summary>A tool's arguments and, among them, the tool's name: of callers that have no client context.</summary>
    NamedTool,
}
