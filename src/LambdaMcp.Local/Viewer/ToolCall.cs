using System.Text.Json;

namespace LambdaMcp.Local.Viewer;

/// <summary>A call that the page's form makes.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">Its arguments: a JSON object.</param>
internal sealed record ToolCall(string Name, JsonElement Arguments);
