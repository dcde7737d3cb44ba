using System.Text.Json;
using LambdaMcp.Protocol.Methods;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Tools;

/// <summary><c>tools/call</c> (MCP 2025-11-25, "Calling Tools").</summary>
internal sealed class CallTool(IToolCatalog catalog) : IMcpMethod
{
    private const int LongestEcho = 128;

    public string Name => RequestMethods.ToolsCall;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken)
    {
        if (request.Params.ValueKind != JsonValueKind.Object ||
            !request.Params.TryGetProperty("name"u8, out var name) || name.ValueKind != JsonValueKind.String)
        {
            throw new McpProtocolException("tools/call needs params.name, the name of a tool.", McpErrorCode.InvalidParams);
        }

        if (request.Params.TryGetProperty("arguments"u8, out var arguments) &&
            arguments.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            throw new McpProtocolException("params.arguments of tools/call must be an object.", McpErrorCode.InvalidParams);
        }

        var tool = name.GetString()!;
        return await catalog.CallAsync(request, tool, arguments.ValueKind == JsonValueKind.Null ? default : arguments, cancellationToken)
            ?? throw new McpProtocolException(
                $"Unknown tool: {(tool.Length > LongestEcho ? tool[..LongestEcho] : tool)}. tools/list names the tools there are.", McpErrorCode.InvalidParams);
    }
}
