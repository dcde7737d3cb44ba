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
        var result = request.Header is null
            ? await catalog.CallAsync(request, name, arguments, cancellationToken)
            : await catalog.CallAsync(request, name, arguments, tool => ParameterHeaders.Of(tool).Check(request, arguments), cancellationToken);
        return result
            ?? throw new McpProtocolException(
                $"Unknown tool: {Parameters.Shortened(name)}. tools/list names the tools there are.", McpErrorCode.InvalidParams);
    }
}
