using ModelContextProtocol;

namespace LambdaMcp.Tools.State;

/// <summary>State cannot be read or written as the call asks for it. Nothing was written. The client is told the message.</summary>
/// <param name="message">What is wrong and what to do.</param>
public sealed class SessionStateException(string message) : McpException(message);
