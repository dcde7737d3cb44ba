using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Protocol;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Calls;

/// <summary>One tool call: arguments checked, function called, answer turned into a result. What fails is a result too, which the model can act on.</summary>
internal sealed partial class ToolCaller(FunctionCaller functions, ILogger<ToolCaller> logger)
{
    private static readonly JsonElement NoArguments = JsonDocument.Parse("{}").RootElement;

    /// <exception cref="McpErrorException">The function answered with a JSON-RPC error.</exception>
    public async ValueTask<McpResult> CallAsync(McpRequest request, CatalogTool tool, JsonElement arguments, CancellationToken cancellationToken)
    {
        if (arguments.ValueKind == JsonValueKind.Undefined)
            arguments = NoArguments;
        try
        {
            var violations = tool.InputSchema?.Validate(arguments) ?? [];
            if (violations.Count > 0)
                return InvalidArguments.Describe(tool.Name, violations);
            if (tool.Transform?.Apply(tool.Name, ref request, ref arguments) is { } refusal)
                return refusal;
            if (tool is BuiltInTool builtIn)
                return await builtIn.RunAsync(request, arguments, cancellationToken);
            return await CallAsync(request, (FunctionTool)tool, arguments, cancellationToken);
        }
        catch (CallFailedException failed)
        {
            return new ErrorResult(failed.Code, failed.Message);
        }
        catch (JsonSchemaException exception)
        {
            LogSchema(exception, tool.Name);
            return new ErrorResult("invalid_schema", $"A schema of {tool.Name} cannot be used, so it cannot be called. Its registration must be corrected.");
        }
    }

    private async Task<McpResult> CallAsync(McpRequest request, FunctionTool tool, JsonElement arguments, CancellationToken cancellationToken)
    {
        // A schema that cannot be used is told before the function does its work.
        _ = tool.OutputSchema;
        var answer = await functions.CallAsync(request, tool.Target, () => JsonMarshal.GetRawUtf8Value(arguments).ToArray(), cancellationToken);
        return ToolAnswer.Read(request, tool, answer);
    }

    [LoggerMessage(1, LogLevel.Error, "A schema of {Tool} cannot be used")]
    private partial void LogSchema(Exception exception, string tool);
}
