namespace LambdaMcp.Tools;

/// <summary>The call that a tool, prompt or resource serves: who made it, and the way to the client.</summary>
public sealed class ToolContext
{
    /// <summary>Who called, as the authorizer found out.</summary>
    public required string Principal { get; init; }

    /// <summary>The session's id; null for clients of MCP 2026-07-28, which have none.</summary>
    public string? SessionId { get; init; }

    /// <summary>The MCP revision that the client speaks.</summary>
    public required string ProtocolVersion { get; init; }
}
