namespace LambdaMcp.Protocol;

/// <summary>A tool, prompt, resource or template as its list shows it.</summary>
/// <param name="Name">What the list is ordered by and calls name: a name, a URI or a URI template.</param>
/// <param name="Json">The object of the MCP schema, as UTF-8 JSON, made once and sent many times.</param>
public sealed record ListEntry(string Name, ReadOnlyMemory<byte> Json);
