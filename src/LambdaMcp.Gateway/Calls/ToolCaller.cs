using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Calls.Asynchronous;
using LambdaMcp.Gateway.Calls.Cache;
using LambdaMcp.Gateway.Calls.Interceptors;
using LambdaMcp.Gateway.Calls.LargeAnswers;
using LambdaMcp.Gateway.Calls.Records;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Protocol;
using LambdaMcp.Telemetry.Records;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Calls;

/// <summary>
/// One tool call: shown to the interceptor, arguments checked, function called unless its result is kept, answer turned into a result or a
/// link, shown to the other interceptor. What fails is a result too, which the model can act on.
/// </summary>
/// <param name="functions">Calls functions.</param>
/// <param name="cache">Results that are given again; null keeps none.</param>
/// <param name="interceptors">Look at calls; null where none is configured.</param>
/// <param name="largeAnswers">Stores what is too large for a result; null where that is not configured.</param>
/// <param name="records">Writes down each call.</param>
/// <param name="logger">Takes what only the administrator may know.</param>
internal sealed partial class ToolCaller(
    FunctionCaller functions, ResultCache? cache, CallInterceptors? interceptors, LargeAnswerStep? largeAnswers, CallRecords records,
    ILogger<ToolCaller> logger)
{
    private static readonly JsonElement NoArguments = JsonDocument.Parse("{}").RootElement;

    /// <exception cref="McpErrorException">The function, or an interceptor, answered with a JSON-RPC error.</exception>
    /// <exception cref="TooManyCallsException">As many calls are under way as there may be.</exception>
    public ValueTask<McpResult> CallAsync(McpRequest request, CatalogTool tool, JsonElement arguments, CancellationToken cancellationToken) => records.WriteAsync(
        request, tool is BuiltInTool ? InvocationKind.BuiltIn : InvocationKind.Tool, tool.Name, () => BytesOf(arguments),
        recorded => InterceptAsync(recorded, tool, arguments, cancellationToken));

    private async ValueTask<McpResult> InterceptAsync(McpRequest request, CatalogTool tool, JsonElement arguments, CancellationToken cancellationToken)
    {
        if (interceptors is null)
            return await AnswerAsync(request, tool, arguments, cancellationToken);
        try
        {
            return await interceptors.RunAsync(
                request, (asked, token) => AnswerAsync(asked, tool, InterceptedRequest.ArgumentsOf(asked), token), cancellationToken);
        }
        catch (CallFailedException failed)
        {
            return new ErrorResult(failed.Code, failed.Message);
        }
    }

    private async ValueTask<McpResult> AnswerAsync(McpRequest request, CatalogTool tool, JsonElement arguments, CancellationToken cancellationToken)
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

    private async ValueTask<McpResult> CallAsync(McpRequest request, FunctionTool tool, JsonElement arguments, CancellationToken cancellationToken)
    {
        // A schema that cannot be used is told before the function does its work.
        _ = tool.OutputSchema;
        var key = cache is null ? null : CacheRules.KeyOf(request, tool.Target, arguments);
        if (key is not null && cache!.TryFind(key, out var kept, out var age))
        {
            if (request.Record is { } record)
                record.IsCached = true;
            return CallMarks.Cached(await FinishAsync(request, tool, kept, cancellationToken), age);
        }

        var answer = await functions.CallAsync(request, tool.Target, () => BytesOf(arguments), cancellationToken);
        var result = await FinishAsync(request, tool, answer, cancellationToken);
        if (key is not null && CacheRules.IsKept(answer, result))
            cache!.Keep(key, answer, TimeSpan.FromSeconds(tool.Target.CacheSeconds!.Value));
        return CallMarks.Repeated(result, answer.Attempts);
    }

    /// <summary>Writes down that a caller wanted a tool that is not there for it.</summary>
    /// <returns>Null: there is no result.</returns>
    public McpResult? Unknown(McpRequest request, string name)
    {
        records.WriteUnknown(request, InvocationKind.Tool, name);
        return null;
    }

    private static ReadOnlyMemory<byte> BytesOf(JsonElement arguments) =>
        JsonMarshal.GetRawUtf8Value(arguments.ValueKind == JsonValueKind.Undefined ? NoArguments : arguments).ToArray();

    private ValueTask<McpResult> FinishAsync(McpRequest request, FunctionTool tool, FunctionAnswer answer, CancellationToken cancellationToken)
    {
        if (tool.Target.Asynchronous)
            return new(new ReceiptResult(tool.Name, answer.Json));
        var result = ToolAnswer.Read(request, tool, answer);
        return largeAnswers is null ? new(result) : largeAnswers.ShortenAsync(tool, answer, result, cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Error, "A schema of {Tool} cannot be used")]
    private partial void LogSchema(Exception exception, string tool);
}
