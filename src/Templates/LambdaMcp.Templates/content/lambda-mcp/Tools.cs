using ModelContextProtocol.Server;

namespace ServerNamespace;

/// <summary>The tools of this server: each attributed method is one.</summary>
[McpServerToolType]
public sealed class Tools
{
    /// <summary>Greets somebody.</summary>
    /// <param name="name">Whom to greet.</param>
    [McpServerTool(ReadOnly = true)]
    public static string Hello(string name) => $"Hello, {name}!";
}
