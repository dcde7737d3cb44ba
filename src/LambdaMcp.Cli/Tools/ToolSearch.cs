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
        var alike = known.Where(other => IsAlike(other, name)).Take(5).ToList();
        return new($"There is no tool {Output.Screen.Plain(name)} here for this token.{(alike.Count > 0 ? $" Do you mean {string.Join(" or ", alike.Select(Output.Screen.Plain))}?" : " lambda-mcp tools lists those that there are.")}");
    }

    private static bool IsAlike(string known, string name) =>
        known.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(known, StringComparison.OrdinalIgnoreCase) || Distance(known, name) <= Math.Max(2, name.Length / 4);

    // Levenshtein's: how many letters differ.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
