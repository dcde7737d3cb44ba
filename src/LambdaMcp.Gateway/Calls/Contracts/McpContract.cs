using System.Security.Cryptography;
using System.Text.Json;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.Changes;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>
/// The contract <c>mcp</c>: the event is a JSON-RPC request, the answer its response, before which a function that streams can send
/// notifications, one message a line.
/// </summary>
internal sealed partial class McpContract(
    ITargetInvoker invoker, IResourceUpdates? updates, Func<string, Task>? listsChanged, TimeProvider time, ILogger logger) : ITargetContract
{
    // As much as an answer in one piece can have.
    private const int LongestLine = 6 * 1024 * 1024;
    private static readonly TimeSpan LongestCancellation = TimeSpan.FromSeconds(2);

    public async Task<FunctionAnswer> CallAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        var (request, target) = (call.Request, call.Target);
        // Clients choose their ids as they like; a cancellation must not meet another client's call.
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var context = InvocationContext.Of(request, target.IsInProcess ? target.NameAtTarget : null);
        var invocation = new TargetRequest(target.FunctionArn, McpMessage.Request(call, id)) { Custom = context, Timeout = call.Timeout };
        try
        {
            var exchange = new McpExchange(request, target, id, updates, listsChanged, logger);
            return new(await ReadAsync(exchange, target, invocation, cancellationToken), default, exchange.InvocationId, IsMcp: true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await CancelAsync(new(target.FunctionArn, McpMessage.Cancelled(id)) { Custom = context, Timeout = LongestCancellation });
            throw;
        }
    }

    private async Task<JsonElement> ReadAsync(McpExchange exchange, CallTarget target, TargetRequest invocation, CancellationToken cancellationToken)
    {
        var lines = new MessageLines(LongestLine);
        await foreach (var item in invoker.InvokeStreamingAsync(invocation, cancellationToken))
        {
            if (item is TargetStreamEnd { ErrorCode: not null } failed)
                throw FunctionFailure.Of(target.Name, failed);
            if (item is TargetStreamEnd end)
                exchange.InvocationId = end.RequestId;
            foreach (var line in item is TargetChunk chunk ? lines.Add(chunk.Data.Span) : lines.End())
            {
                if (await exchange.TakeAsync(line, cancellationToken) is { } result)
                    return result;
            }
        }

        throw new CallFailedException("no_response", $"{target.Name} ended without an answer: it must write a JSON-RPC response as its last line.");
    }

    private async Task CancelAsync(TargetRequest notification)
    {
        using var limit = new CancellationTokenSource(LongestCancellation, time);
        try
        {
            await invoker.InvokeEventAsync(notification, limit.Token);
        }
        catch (Exception exception) when (exception is TargetUnavailableException or OperationCanceledException)
        {
            LogNotCancelled(exception, notification.FunctionArn);
        }
    }

    [LoggerMessage(10, LogLevel.Warning, "{FunctionArn} could not be told that its call was cancelled")]
    private partial void LogNotCancelled(Exception exception, string functionArn);
}
