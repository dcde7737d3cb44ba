namespace LambdaMcp.Protocol.Http;

/// <summary>The HTTP headers that MCP defines (Streamable HTTP transport).</summary>
internal static class McpHeaders
{
    public const string SessionId = "Mcp-Session-Id";
    public const string ProtocolVersion = "MCP-Protocol-Version";
}
