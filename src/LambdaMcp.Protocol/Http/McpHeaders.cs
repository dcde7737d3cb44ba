namespace LambdaMcp.Protocol.Http;

/// <summary>The HTTP headers that MCP defines (Streamable HTTP transport).</summary>
internal static class McpHeaders
{
    public const string SessionId = "Mcp-Session-Id";
    public const string ProtocolVersion = "MCP-Protocol-Version";
    public const string Method = "Mcp-Method";
    public const string Name = "Mcp-Name";
    public const string ParameterPrefix = "Mcp-Param-";
    public const string LastEventId = "Last-Event-ID";
}
