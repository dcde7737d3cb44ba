namespace LambdaMcp.Local.Viewer;

/// <summary>The endpoint does not answer as an MCP server does.</summary>
internal sealed class McpCallException(string message) : Exception(message);
