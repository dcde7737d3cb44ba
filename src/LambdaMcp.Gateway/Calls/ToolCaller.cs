using System.Text.Json;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Protocol;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Calls;

/// <summary>One tool call: arguments checked, function invoked, answer turned into a result.</summary>
internal sealed partial class ToolCaller(ITargetInvoker invoker, TimeProvider time, ILogger<ToolCaller> logger)
{
    // What is left of the endpoint's own time to put the answer on its way.
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(500);
    private static readonly JsonElement NoArguments = JsonDocument.Parse("{}").RootElement;

    public async ValueTask<McpResult> CallAsync(McpRequest request, CatalogTool tool, JsonElement arguments, CancellationToken cancellationToken)
    {
        if (arguments.ValueKind == JsonValueKind.Undefined)
            arguments = NoArguments;
        if (Validate(tool, arguments) is { } invalid)
            return invalid;

        var started = time.GetTimestamp();
        try
        {
            var response = await invoker.InvokeAsync(PayloadContract.CreateRequest(request, tool, arguments, TimeLeft(request, tool)), cancellationToken);
            LogCalled(tool.Name, tool.FunctionArn, request.Principal, response.RequestId, response.FunctionError, time.GetElapsedTime(started).TotalMilliseconds);
            return response.FunctionError is null
                ? PayloadContract.ReadResponse(tool, response)
                : FunctionFailure.Describe(tool.Name, response);
        }
        catch (TargetUnavailableException unavailable)
        {
            LogUnavailable(unavailable, tool.Name, tool.FunctionArn, request.Principal, unavailable.Failure);
            return TargetFailures.Describe(tool.Name, unavailable);
        }
    }

    private ErrorResult? Validate(CatalogTool tool, JsonElement arguments)
    {
        try
        {
            var violations = tool.InputSchema?.Validate(arguments) ?? [];
            return violations.Count == 0 ? null : InvalidArguments.Describe(tool.Name, violations);
        }
        catch (JsonSchemaException exception)
        {
            LogSchema(exception, tool.Name);
            return new ErrorResult("invalid_input_schema", $"The input schema of {tool.Name} cannot be used, so its arguments cannot be checked. Its registration must be corrected.");
        }
    }

    private TimeSpan? TimeLeft(McpRequest request, CatalogTool tool)
    {
        if (request.Deadline is not { } deadline)
            return tool.Timeout;
        var left = deadline - time.GetUtcNow() - Reserve;
        return tool.Timeout is { } timeout && timeout < left ? timeout : left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);
    }

    [LoggerMessage(1, LogLevel.Information, "Called {Tool} ({FunctionArn}) for {Principal}: request {TargetRequestId}, error {FunctionError}, {DurationMs} ms")]
    private partial void LogCalled(string tool, string functionArn, string principal, string targetRequestId, string? functionError, double durationMs);

    [LoggerMessage(2, LogLevel.Warning, "Could not call {Tool} ({FunctionArn}) for {Principal}: {Failure}")]
    private partial void LogUnavailable(Exception exception, string tool, string functionArn, string principal, TargetFailure failure);

    [LoggerMessage(3, LogLevel.Error, "The input schema of {Tool} cannot be used")]
    private partial void LogSchema(Exception exception, string tool);
}
