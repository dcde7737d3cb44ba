namespace LambdaMcp.Protocol.Tools;

/// <summary>A tool as <c>tools/list</c> shows it.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Json">The <c>Tool</c> object of the MCP schema, as UTF-8 JSON, made once and sent many times.</param>
public sealed record ToolDefinition(string Name, ReadOnlyMemory<byte> Json);
