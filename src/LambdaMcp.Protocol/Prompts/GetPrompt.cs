using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Methods;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Prompts;

/// <summary><c>prompts/get</c> (MCP 2025-11-25, "Getting a Prompt").</summary>
internal sealed class GetPrompt(IPromptCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.PromptsGet;

    public string? NameParameter => "name";

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var name = Parameters.Text(request, "name");
        var arguments = Parameters.Object(request, "arguments");
        if (arguments.ValueKind == JsonValueKind.Object && arguments.EnumerateObject().Any(argument => argument.Value.ValueKind != JsonValueKind.String))
            throw new McpProtocolException("params.arguments of prompts/get must be an object of strings.", McpErrorCode.InvalidParams);
        return await catalog.GetAsync(request, name, arguments, cancellationToken)
            ?? throw new McpProtocolException(
                $"Unknown prompt: {Parameters.Shortened(name)}. prompts/list names the prompts there are.", McpErrorCode.InvalidParams);
    }
}
