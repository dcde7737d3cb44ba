using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Asynchronous;
using LambdaMcp.Gateway.Calls.Contracts;
using LambdaMcp.Gateway.Calls.Records;
using LambdaMcp.Gateway.Calls.Retries;
using LambdaMcp.Gateway.Calls.Slots;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Telemetry.Records;
using LambdaMcp.Telemetry.Tracing;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Calls;

/// <summary>Calls functions in the way of their contract, within the time that the request has: slots, breaker, repetitions, contract.</summary>
internal sealed partial class FunctionCaller(
    ITargetInvoker invoker, IResourceUpdates? updates, Func<string, Task>? listsChanged, CallOptions options, ISlotStore slotStore, CallRecords records,
    CallSegments segments, TimeProvider time, ILogger<FunctionCaller> logger)
{
    // More than the endpoint's own reserve: its general time-out must not come before the one that names the function.
    private static readonly TimeSpan Earlier = TimeSpan.FromMilliseconds(500);

    // What the function behind the answer may take.
    private static readonly TimeSpan Interception = TimeSpan.FromSeconds(2);

    private readonly TargetContracts _contracts = new(invoker, updates, listsChanged, time, logger);
    private readonly Lazy<TargetContracts> _events = new(() => new(new EventInvoker(invoker), updates, listsChanged, time, logger));
    private readonly int _longestAnswer = options.LargeAnswers?.Longest ?? FunctionCall.LongestInOnePiece;
    private readonly RepeatedCalls _calls = new(time, logger);
    private readonly CallSlots _slots = new(slotStore, options.MaxCallsPerPrincipal);
    private readonly TimeSpan _reserve = options.DeadlineReserve + Earlier + (options.Interceptors.Response is null ? TimeSpan.Zero : Interception);

    /// <summary>Calls a function for a request that is no tool's, reads its answer, and writes both down as one invocation.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="kind">What is called.</param>
    /// <param name="target">The function.</param>
    /// <param name="arguments">What the function is given.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone or the request's time is over.</param>
    /// <exception cref="CallFailedException">The function could not be called, failed, or broke its contract.</exception>
    /// <exception cref="McpErrorException">The function answered with a JSON-RPC error.</exception>
    /// <exception cref="TooManyCallsException">As many calls are under way as there may be.</exception>
    public ValueTask<T> CallAsync<T>(
        McpRequest request, InvocationKind kind, CallTarget target, ReadOnlyMemory<byte> arguments, Func<FunctionAnswer, T> read, CancellationToken cancellationToken) =>
        records.WriteAsync(
            request, kind, target.Name, () => arguments, async recorded => read(await CallAsync(recorded, target, () => arguments, cancellationToken)));

    /// <summary>Writes down that a caller wanted what is not there for it.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="kind">What was to be called.</param>
    /// <param name="name">What the client called it; empty for URIs, whose parts may be arguments.</param>
    public void Unknown(McpRequest request, InvocationKind kind, string name = "") => records.WriteUnknown(request, kind, name);

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
        var record = request.Record;
        if (record is not null)
            record.Target = target.FunctionArn;
        try
        {
            await using var slots = await _slots.TakeAsync(request, target, TimeLeft(request, target), cancellationToken);
            // To take a slot has taken some of it.
            var timeout = TimeLeft(request, target);
            var contract = (target.Asynchronous ? _events.Value : _contracts).Of(target);
            var answer = await _calls.CallAsync(
                target, timeout, left => AttemptAsync(contract, new(request, target, Given, left) { LongestAnswer = _longestAnswer }, cancellationToken), record, cancellationToken);
            Note(record, answer);
            return answer;
        }
        catch (HandedOverException handedOver)
        {
            if (record is not null)
                record.TargetRequestId = handedOver.RequestId;
            return Receipt.Of(target, handedOver.RequestId, time.GetUtcNow());
        }
        catch (TargetUnavailableException unavailable)
        {
            LogUnavailable(unavailable, target.Name, target.FunctionArn, request.Principal, unavailable.Failure, unavailable.Attempts);
            throw TargetFailures.Describe(target.Name, unavailable);
        }
        catch (CallFailedException failed)
        {
            if (options.StackTraces && failed.FunctionTrace is { } trace)
                throw failed.Saying($"\n{trace}");
            throw;
        }

        ReadOnlyMemory<byte> Given()
        {
            var given = arguments();
            if (record is not null)
                record.RequestBytes = given.Length;
            return given;
        }
    }

    private async Task<FunctionAnswer> AttemptAsync(ITargetContract contract, FunctionCall call, CancellationToken cancellationToken)
    {
        call.Request.Record?.AddAttempt();
        // What the program itself does is no call of another service.
        using var segment = call.Target.IsInProcess
            ? null
            : segments.Begin(call.Target.FunctionArn, call.Target.Name, call.Request.TraceParent);
        if (segment is null)
            return await contract.CallAsync(call, cancellationToken);
        try
        {
            var answer = await contract.CallAsync(call, cancellationToken);
            segment.RequestId = answer.RequestId;
            return answer;
        }
        catch (HandedOverException handedOver)
        {
            segment.RequestId = handedOver.RequestId;
            throw;
        }
        catch (Exception exception)
        {
            segment.Failure = FailureOf(exception);
            throw;
        }
    }

    private static SegmentFailure FailureOf(Exception exception) => exception switch
    {
        TargetUnavailableException { Failure: TargetFailure.Throttled } => SegmentFailure.Throttle,
        TargetUnavailableException { Failure: TargetFailure.NotFound or TargetFailure.AccessDenied or TargetFailure.RequestTooLarge } or OperationCanceledException
            => SegmentFailure.Error,
        _ => SegmentFailure.Fault,
    };

    private static void Note(Invocation? record, FunctionAnswer answer)
    {
        if (record is null)
            return;
        record.TargetRequestId = answer.RequestId;
        record.ResponseBytes = answer.Bytes.Length > 0 || answer.Json.ValueKind == JsonValueKind.Undefined
            ? answer.Bytes.Length
            : JsonMarshal.GetRawUtf8Value(answer.Json).Length;
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

    [LoggerMessage(2, LogLevel.Warning, "Could not call {Name} ({FunctionArn}) for {Principal}: {Failure}, attempts {Attempts}")]
    private partial void LogUnavailable(Exception exception, string name, string functionArn, string principal, TargetFailure failure, int attempts);
}
