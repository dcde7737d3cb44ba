namespace LambdaMcp.Tools.Methods;

/// <summary>What a method is to MCP clients.</summary>
public enum McpMethodKind
{
    /// <summary>A tool (<c>[McpServerTool]</c>).</summary>
    Tool,

    /// <summary>A prompt (<c>[McpServerPrompt]</c>).</summary>
    Prompt,

    /// <summary>A resource (<c>[McpServerResource]</c> with a URI).</summary>
    Resource,

    /// <summary>A resource template (<c>[McpServerResource]</c> with variables in its URI, RFC 6570).</summary>
    ResourceTemplate,
}
