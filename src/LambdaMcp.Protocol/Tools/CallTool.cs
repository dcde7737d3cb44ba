using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Methods;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Tools;

/// <summary><c>tools/call</c> (MCP 2025-11-25, "Calling Tools").</summary>
internal sealed class CallTool(IToolCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.ToolsCall;

    public string? NameParameter => "name";

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var name = Parameters.Text(request, "name");
        var arguments = Parameters.Object(request, "arguments");
        // A lambda in the method itself would cost every call its closure.
        return await catalog.CallAsync(request, name, arguments, request.Header is null ? null : HeaderCheck(request, arguments), cancellationToken)
            ?? throw new McpProtocolException(
                $"Unknown tool: {Parameters.Shortened(name)}. tools/list names the tools there are.", McpErrorCode.InvalidParams);
    }

    private static Action<ListEntry> HeaderCheck(McpRequest request, JsonElement arguments) => tool => ParameterHeaders.Of(tool).Check(request, arguments);
}
