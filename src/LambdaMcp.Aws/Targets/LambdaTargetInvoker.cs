using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Aws.Targets;

/// <summary>
/// Calls functions with Lambda's Invoke and waits for their answer. The client retries throttles, 5xx answers and connections that never
/// stood; a call that was sent and not answered is never made again.
/// </summary>
internal sealed class LambdaTargetInvoker(Func<IAmazonLambda> client) : ITargetInvoker
{
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB, synchronous.
    private const int LargestPayload = 6 * 1024 * 1024;

    public async Task<TargetResponse> InvokeAsync(TargetRequest request, CancellationToken cancellationToken)
    {
        var function = request.FunctionArn;
        if (request.Payload.Length > LargestPayload)
        {
            throw new TargetUnavailableException(
                TargetFailure.RequestTooLarge,
                $"The arguments take {request.Payload.Length:N0} bytes, and Lambda takes at most {LargestPayload:N0}. Send less.");
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (request.Timeout is { } timeout)
            deadline.CancelAfter(timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero);
        try
        {
            var answer = await client().InvokeAsync(Invocation(request), deadline.Token);
            var response = new TargetResponse(Bytes(answer.Payload), answer.FunctionError, answer.ResponseMetadata?.RequestId ?? "");
            return FunctionFailure.FromPlatform(response, function) is { } failure ? throw failure : response;
        }
        catch (Exception error) when (error is not (TargetUnavailableException or OutOfMemoryException))
        {
            // Whoever called this went away: that is no failure of the function.
            cancellationToken.ThrowIfCancellationRequested();
            throw deadline.IsCancellationRequested
                ? new TargetUnavailableException(
                    TargetFailure.TimedOut,
                    $"{function} did not answer within {request.Timeout?.TotalSeconds:0.#} seconds. It may still be running. "
                        + "Try with less work, or raise the tool's timeout.",
                    error)
                : FunctionFailure.FromError(error, function);
        }
    }

    public async IAsyncEnumerable<TargetStreamEvent> InvokeStreamingAsync(
        TargetRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answer = await InvokeAsync(request, cancellationToken);
        if (answer.FunctionError is { } error)
        {
            yield return new TargetStreamEnd(error, Encoding.UTF8.GetString(answer.Payload.Span), answer.RequestId);
            yield break;
        }

        yield return new TargetChunk(answer.Payload);
        yield return new TargetStreamEnd(null, null, answer.RequestId);
    }

    public Task InvokeEventAsync(TargetRequest request, CancellationToken cancellationToken) => InvokeAsync(request, cancellationToken);

    private static InvokeRequest Invocation(TargetRequest request) => new()
    {
        FunctionName = request.FunctionArn,
        InvocationType = InvocationType.RequestResponse,
        PayloadStream = MemoryMarshal.TryGetArray(request.Payload, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false, publiclyVisible: true)
            : new MemoryStream(request.Payload.ToArray(), writable: false),
        ClientContextBase64 = ClientContext.Encode(request.Custom),
    };

    private static ReadOnlyMemory<byte> Bytes(MemoryStream? payload) =>
        payload is null ? ReadOnlyMemory<byte>.Empty
        : payload.TryGetBuffer(out var buffer) ? buffer
        : payload.ToArray();
}
