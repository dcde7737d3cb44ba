using LambdaMcp.Cli.Output;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Cli.Tools;

/// <summary>Finds a tool by its name.</summary>
internal static class ToolSearch
{
    /// <exception cref="FailedException">There is none of that name; the message has those that are alike.</exception>
    public static Tool Find(IEnumerable<McpClientTool> tools, string name)
    {
        var known = tools.ToList();
        return known.FirstOrDefault(tool => tool.Name == name)?.ProtocolTool ?? throw Unknown(known.Select(tool => tool.Name), name);
    }

    /// <summary>What is said when there is none.</summary>
    public static FailedException Unknown(IEnumerable<string> known, string name)
    {
        var alike = Likeness.Of(known, name);
        return new($"There is no tool {Screen.Plain(name)} here for this token.{(alike.Count > 0 ? $" Do you mean {string.Join(" or ", alike.Select(Screen.Plain))}?" : " lambda-mcp tools lists those that there are.")}");
    }
}
