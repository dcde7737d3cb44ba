using LambdaMcp.Gateway.Calls.Contracts;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Changes;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Calls;

/// <summary>Calls functions in the way of their contract, within the time that the request has.</summary>
internal sealed partial class FunctionCaller(ITargetInvoker invoker, IResourceUpdates? updates, TimeProvider time, ILogger<FunctionCaller> logger)
{
    // What is left of the endpoint's own time to put the answer on its way.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(1);

    private readonly TargetContracts _contracts = new(invoker, updates, time, logger);

    /// <param name="request">The client's request.</param>
    /// <param name="target">The function.</param>
    /// <param name="arguments">Makes what the function is given, for contracts that do not give it the request itself.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone or the request's time is over.</param>
    /// <exception cref="CallFailedException">The function could not be called, failed, or broke its contract.</exception>
    /// <exception cref="McpErrorException">The function answered with a JSON-RPC error.</exception>
    public async Task<FunctionAnswer> CallAsync(
        McpRequest request, CallTarget target, Func<ReadOnlyMemory<byte>> arguments, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var timeout = TimeLeft(request, target);
        try
        {
            var answer = await _contracts.Of(target).CallAsync(new(request, target, arguments, timeout), cancellationToken);
            LogCalled(request.Method, target.Name, target.FunctionArn, request.Principal, answer.RequestId, time.GetElapsedTime(started).TotalMilliseconds);
            return answer;
        }
        catch (TargetUnavailableException unavailable)
        {
            LogUnavailable(unavailable, target.Name, target.FunctionArn, request.Principal, unavailable.Failure);
            throw TargetFailures.Describe(target.Name, unavailable);
        }
        catch (CallFailedException failed)
        {
            LogFailed(target.Name, target.FunctionArn, request.Principal, failed.Code, time.GetElapsedTime(started).TotalMilliseconds);
            throw;
        }
    }

    private TimeSpan? TimeLeft(McpRequest request, CallTarget target)
    {
        if (request.Deadline is not { } deadline)
            return target.Timeout;
        var left = deadline - time.GetUtcNow() - Reserve;
        return target.Timeout is { } timeout && timeout < left ? timeout : left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);
    }

    [LoggerMessage(1, LogLevel.Information, "{Method} called {Name} ({FunctionArn}) for {Principal}: request {TargetRequestId}, {DurationMs} ms")]
    private partial void LogCalled(string method, string name, string functionArn, string principal, string targetRequestId, double durationMs);

    [LoggerMessage(2, LogLevel.Warning, "Could not call {Name} ({FunctionArn}) for {Principal}: {Failure}")]
    private partial void LogUnavailable(Exception exception, string name, string functionArn, string principal, TargetFailure failure);

    [LoggerMessage(3, LogLevel.Information, "{Name} ({FunctionArn}), called for {Principal}, failed: {Failure}, {DurationMs} ms")]
    private partial void LogFailed(string name, string functionArn, string principal, string failure, double durationMs);
}
