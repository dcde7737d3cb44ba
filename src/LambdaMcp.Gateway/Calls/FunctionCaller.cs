using LambdaMcp.Gateway.Calls.Asynchronous;
using LambdaMcp.Gateway.Calls.Contracts;
using LambdaMcp.Gateway.Calls.Retries;
using LambdaMcp.Gateway.Calls.Slots;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Limits;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Calls;

/// <summary>Calls functions in the way of their contract, within the time that the request has: slots, breaker, repetitions, contract.</summary>
internal sealed partial class FunctionCaller(
    ITargetInvoker invoker, IResourceUpdates? updates, CallOptions options, ISlotStore slotStore, TimeProvider time, ILogger<FunctionCaller> logger)
{
    // More than the endpoint's own reserve: its general time-out must not come before the one that names the function.
    private static readonly TimeSpan Earlier = TimeSpan.FromMilliseconds(500);

    // What the function behind the answer may take.
    private static readonly TimeSpan Interception = TimeSpan.FromSeconds(2);

    private readonly TargetContracts _contracts = new(invoker, updates, time, logger);
    private readonly Lazy<TargetContracts> _events = new(() => new(new EventInvoker(invoker), updates, time, logger));
    private readonly int _longestAnswer = options.LargeAnswers?.Longest ?? FunctionCall.LongestInOnePiece;
    private readonly RepeatedCalls _calls = new(time, logger);
    private readonly CallSlots _slots = new(slotStore, options.MaxCallsPerPrincipal);
    private readonly TimeSpan _reserve = options.DeadlineReserve + Earlier + (options.Interceptors.Response is null ? TimeSpan.Zero : Interception);

    /// <param name="request">The client's request.</param>
    /// <param name="target">The function.</param>
    /// <param name="arguments">Makes what the function is given, for contracts that do not give it the request itself.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone or the request's time is over.</param>
    /// <exception cref="CallFailedException">The function could not be called, failed, or broke its contract.</exception>
    /// <exception cref="McpErrorException">The function answered with a JSON-RPC error.</exception>
    /// <exception cref="TooManyCallsException">As many calls are under way as there may be.</exception>
    public async Task<FunctionAnswer> CallAsync(
        McpRequest request, CallTarget target, Func<ReadOnlyMemory<byte>> arguments, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            await using var slots = await _slots.TakeAsync(request, target, TimeLeft(request, target), cancellationToken);
            // To take a slot has taken some of it.
            var timeout = TimeLeft(request, target);
            var contract = (target.Asynchronous ? _events.Value : _contracts).Of(target);
            var answer = await _calls.CallAsync(
                target, timeout, left => contract.CallAsync(new(request, target, arguments, left) { LongestAnswer = _longestAnswer }, cancellationToken), cancellationToken);
            LogCalled(request.Method, target.Name, target.FunctionArn, request.Principal, answer.RequestId, answer.Attempts, time.GetElapsedTime(started).TotalMilliseconds);
            return answer;
        }
        catch (HandedOverException handedOver)
        {
            LogHandedOver(target.Name, target.FunctionArn, request.Principal, handedOver.RequestId);
            return Receipt.Of(target, handedOver.RequestId, time.GetUtcNow());
        }
        catch (TargetUnavailableException unavailable)
        {
            LogUnavailable(unavailable, target.Name, target.FunctionArn, request.Principal, unavailable.Failure, unavailable.Attempts);
            throw TargetFailures.Describe(target.Name, unavailable);
        }
        catch (CallFailedException failed)
        {
            LogFailed(target.Name, target.FunctionArn, request.Principal, failed.Code, time.GetElapsedTime(started).TotalMilliseconds);
            if (options.StackTraces && failed.FunctionTrace is { } trace)
                throw failed.Saying($"\n{trace}");
            throw;
        }
    }

    private TimeSpan? TimeLeft(McpRequest request, CallTarget target)
    {
        if (request.Deadline is not { } deadline)
            return target.Timeout;
        var left = deadline - time.GetUtcNow() - _reserve;
        return target.Timeout is { } timeout && timeout < left ? timeout
            : left > TimeSpan.Zero ? left
            : throw new CallFailedException("timed_out", $"{target.Name} was not called, because no time was left for it. Try again.");
    }

    [LoggerMessage(1, LogLevel.Information, "{Method} called {Name} ({FunctionArn}) for {Principal}: request {TargetRequestId}, attempts {Attempts}, {DurationMs} ms")]
    private partial void LogCalled(string method, string name, string functionArn, string principal, string targetRequestId, int attempts, double durationMs);

    [LoggerMessage(2, LogLevel.Warning, "Could not call {Name} ({FunctionArn}) for {Principal}: {Failure}, attempts {Attempts}")]
    private partial void LogUnavailable(Exception exception, string name, string functionArn, string principal, TargetFailure failure, int attempts);

    [LoggerMessage(4, LogLevel.Information, "{Name} ({FunctionArn}) was handed over for {Principal}: request {TargetRequestId}")]
    private partial void LogHandedOver(string name, string functionArn, string principal, string targetRequestId);

    [LoggerMessage(3, LogLevel.Information, "{Name} ({FunctionArn}), called for {Principal}, failed: {Failure}, {DurationMs} ms")]
    private partial void LogFailed(string name, string functionArn, string principal, string failure, double durationMs);
}
