using LambdaMcp.Protocol.Dispatch;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.Sessions;

namespace LambdaMcp.Protocol.Stdio;

/// <summary>What standard input and output have in common with every other transport.</summary>
internal sealed record StdioParts(
    McpEndpointOptions Options, StatelessRequests Stateless, SessionRequests Requests, SessionLifecycle Sessions, Responder Responder,
    StdioChanges Changes, TimeProvider Time);
