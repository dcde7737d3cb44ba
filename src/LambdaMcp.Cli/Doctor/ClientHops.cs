using LambdaMcp.Cli.Calls;
using LambdaMcp.Cli.Endpoints;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Cli.Doctor;

/// <summary>The official client in the newest revision: tools, and a call.</summary>
internal static class ClientHops
{
    private const string Newest = "2026-07-28";

    public static async Task<IReadOnlyList<Finding>> WalkAsync(Visit visit, CancellationToken cancellationToken)
    {
        const string Hop = "stateless";
        var asked = $"the official client, {Newest}: server/discover, tools/list";
        IList<McpClientTool> tools;
        McpClient client;
        try
        {
            client = await Connection.OpenAsync(visit.Endpoint, new() { ProtocolVersion = Newest }, cancellationToken);
        }
        catch (FailedException failure)
        {
            return [Finding.Broken(Hop, asked, failure.Message, "Clients of the newest revision are not served.", "lambda-mcp logs --function endpoint --level warning. A proxy that drops the headers MCP-Protocol-Version or Mcp-Method does this too.")];
        }

        await using (client)
        {
            try
            {
                tools = await Connection.TellAsync(visit.Endpoint, () => client.ListToolsAsync(cancellationToken: cancellationToken).AsTask());
            }
            catch (FailedException failure)
            {
                return [Finding.Broken(Hop, asked, failure.Message, "The catalog cannot be listed.", "lambda-mcp logs --function endpoint --level warning: the table of registrations, or the right to list functions.")];
            }

            var listed = tools.Count > 0
                ? Finding.Good(Hop, asked, $"{tools.Count} tools")
                : new(Hop, Verdict.Doubtful, asked, "no tools", "The token may see none, or nothing is a tool.", "lambda-mcp register list; the stack's parameters FunctionPrefix and FunctionList; lambda-mcp token show ID");
            return visit.Tool is { } name ? [listed, await CallAsync(visit, client, name, tools, cancellationToken)] : [listed];
        }
    }

    private static async Task<Finding> CallAsync(Visit visit, McpClient client, string name, IList<McpClientTool> tools, CancellationToken cancellationToken)
    {
        const string Hop = "call";
        var tool = tools.FirstOrDefault(tool => tool.Name == name);
        if (tool is null)
            return Finding.Broken(Hop, $"tools/call {name}", "no list has it", "The token may not see this tool, or it is not registered.", "lambda-mcp tools; lambda-mcp register show " + name);
        if (tool.ProtocolTool.Annotations?.DestructiveHint == true && tool.ProtocolTool.Annotations.ReadOnlyHint != true)
            return Finding.Skipped(Hop, $"{name} says of itself that it may destroy something: call it yourself");
        var arguments = await new CallArguments(tool.JsonSchema, visit.Context.Input).ReadAsync([], visit.Arguments ?? "{}", cancellationToken);
        try
        {
            var result = await Connection.TellAsync(visit.Endpoint, () => client.CallToolAsync(name, arguments, cancellationToken: cancellationToken).AsTask());
            var text = result.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text ?? result.StructuredContent?.GetRawText() ?? $"{result.Content.Count} blocks";
            text = text.Length > 160 ? text[..160] + "…" : text;
            return result.IsError == true
                ? Finding.Broken(Hop, $"tools/call {name}", text, "The endpoint works; the tool's function failed, or could not be invoked.", $"The words above are the function's or the endpoint's. lambda-mcp logs --tool {name}; --function NAME looks at the function.")
                : Finding.Good(Hop, $"tools/call {name}", text);
        }
        catch (FailedException failure)
        {
            return Finding.Broken(Hop, $"tools/call {name}", failure.Message, "The call was refused before the function was invoked.", $"lambda-mcp tools {name} shows what it takes: --args");
        }
    }
}
