using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Aws.Targets;

/// <summary>
/// Calls functions with Lambda's Invoke and InvokeWithResponseStream, once each: whether a call may be made again is the gateway's to decide.
/// </summary>
internal sealed class LambdaTargetInvoker(Func<IAmazonLambda> client, TimeProvider time) : ITargetInvoker
{
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB where the answer is waited for, 1 MB for an event.
    private const int LargestCall = 6 * 1024 * 1024;
    private const int LargestEvent = 1024 * 1024;

    public async Task<TargetResponse> InvokeAsync(TargetRequest request, CancellationToken cancellationToken)
    {
        using var limit = new InvocationLimit(request, time, cancellationToken);
        var response = await limit.RunAsync(async token =>
        {
            var answer = await client().InvokeAsync(Invocation(request, InvocationType.RequestResponse, LargestCall), token);
            return new TargetResponse(Bytes(answer.Payload), answer.FunctionError, RequestId(answer.ResponseMetadata)) { LogTail = LogOf(answer.LogResult) };
        });
        return FunctionFailure.FromPlatform(response, request.FunctionArn) is { } failure ? throw failure : response;
    }

    public async IAsyncEnumerable<TargetStreamEvent> InvokeStreamingAsync(
        TargetRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var limit = new InvocationLimit(request, time, cancellationToken);
        var answer = await limit.RunAsync(token => client().InvokeWithResponseStreamAsync(StreamedInvocation(request), token));
        using var stream = answer.EventStream!;
        await using var pieces = stream.GetAsyncEnumerator(limit.Token);
        while (await HasNextAsync(pieces, limit, request.FunctionArn))
        {
            switch (pieces.Current)
            {
                case InvokeResponseStreamUpdate { Payload: { Length: > 0 } payload }:
                    yield return new TargetChunk(Bytes(payload));
                    break;
                case InvokeWithResponseStreamCompleteEvent end:
                    if (FunctionFailure.FromPlatform(end, request.FunctionArn) is { } failure)
                        throw failure;
                    yield return new TargetStreamEnd(end.ErrorCode, end.ErrorDetails, RequestId(answer.ResponseMetadata));
                    yield break;
            }
        }

        throw FunctionFailure.BrokenOff(request.FunctionArn);
    }

    // The function has begun, whatever becomes of the connection.
    private static async Task<bool> HasNextAsync<T>(IAsyncEnumerator<T> pieces, InvocationLimit limit, string function)
    {
        try
        {
            return await limit.RunAsync(_ => pieces.MoveNextAsync().AsTask());
        }
        catch (TargetUnavailableException error) when (error.Failure == TargetFailure.Unavailable)
        {
            throw FunctionFailure.BrokenOff(function, error);
        }
    }

    public async Task<string> InvokeEventAsync(TargetRequest request, CancellationToken cancellationToken)
    {
        using var limit = new InvocationLimit(request, time, cancellationToken);
        var answer = await limit.RunAsync(token => client().InvokeAsync(Invocation(request, InvocationType.Event, LargestEvent), token));
        return RequestId(answer.ResponseMetadata);
    }

    private static InvokeRequest Invocation(TargetRequest request, InvocationType type, int largest) => new()
    {
        FunctionName = request.FunctionArn,
        InvocationType = type,
        PayloadStream = Payload(request, largest),
        ClientContextBase64 = ClientContext.Encode(request.Custom),
        LogType = request.WantsLog ? LogType.Tail : null,
    };

    private static InvokeWithResponseStreamRequest StreamedInvocation(TargetRequest request) => new()
    {
        FunctionName = request.FunctionArn,
        InvocationType = ResponseStreamingInvocationType.RequestResponse,
        Payload = Payload(request, LargestCall),
        ClientContext = ClientContext.Encode(request.Custom),
    };

    private static MemoryStream Payload(TargetRequest request, int largest)
    {
        if (request.Payload.Length > largest)
        {
            throw new TargetUnavailableException(
                largest == LargestEvent ? TargetFailure.EventTooLarge : TargetFailure.RequestTooLarge,
                $"The arguments take {request.Payload.Length:N0} bytes, and Lambda takes at most {largest:N0}. Send less.");
        }

        return MemoryMarshal.TryGetArray(request.Payload, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false, publiclyVisible: true)
            : new MemoryStream(request.Payload.ToArray(), writable: false);
    }

    private static ReadOnlyMemory<byte> Bytes(MemoryStream? payload) =>
        payload is null ? ReadOnlyMemory<byte>.Empty
        : payload.TryGetBuffer(out var buffer) ? buffer
        : payload.ToArray();

    // The tail is cut at a byte.
    private static string? LogOf(string? base64) => string.IsNullOrEmpty(base64) ? null : Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private static string RequestId(Amazon.Runtime.ResponseMetadata? metadata) => metadata?.RequestId ?? "";
}
